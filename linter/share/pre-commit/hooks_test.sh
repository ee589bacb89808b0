#!/bin/sh
# The hooks of .pre-commit-hooks.yaml in a real pre-commit, with $MONLINT the command and $SOURCE the checkout.
set -eu
PATH=$(dirname "$MONLINT"):$PATH
export PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" PRE_COMMIT_HOME="$work/cache" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=monlint GIT_AUTHOR_EMAIL=monlint@example.org
export GIT_COMMITTER_NAME=monlint GIT_COMMITTER_EMAIL=monlint@example.org
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE 2>/dev/null || true
mkdir -p "$HOME"

fail() {
  echo "$1"
  cat "$work/out"
  exit 1
}

# hook ID: runs it on what is staged; its output is in $work/out, its status in $status
hook() {
  status=0
  (cd "$work/project" && pre-commit try-repo "$work/hooks" "$1" --verbose --color never) >"$work/out" 2>&1 || status=$?
}

# says TEXT…: each in the output
says() {
  for text; do
    grep -qF "$text" "$work/out" || fail "expected: $text"
  done
}

commit() { git -C "$1" -c core.hooksPath=/dev/null commit -q -m "$2"; }

git init -q "$work/hooks"
cp "$SOURCE/.pre-commit-hooks.yaml" "$work/hooks/"
git -C "$work/hooks" add .
commit "$work/hooks" "hooks"

git init -q "$work/project"
cd "$work/project"
cat >service.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata:
  name: loki
  namespace: logging
  labels: {app: loki}
spec:
  ports:
    - name: http-metrics
      port: 3100
YAML
cat >.monlint.yaml <<'YAML'
exclude: [vendor/]
select: [numeric-port, wrong-api-version]
YAML
git add .
commit . "service"

# A fault in a staged file fails the commit, and the Service, which is not staged, is known. One in an excluded file does
# not, although pre-commit names that file too.
cat >monitor.yaml <<'YAML'
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: loki
  namespace: logging
spec:
  selector:
    matchLabels: {app: loki}
  endpoints:
    - port: 3100
YAML
mkdir vendor
sed 's/monitoring.coreos.com.//' monitor.yaml >vendor/monitor.yaml
git add .
hook monlint
[ "$status" = 1 ] || fail "monlint: status $status instead of 1"
says 'monlint..................' 'Failed' 'monitor.yaml:10:13: error: ' '[numeric-port]' 'in 1 file'
if grep -q vendor/ "$work/out"; then fail "the excluded file was checked"; fi

hook monlint-all
[ "$status" = 1 ] || fail "monlint-all: status $status instead of 1"
says 'Failed' '[numeric-port]' 'in 2 files'

# Once it is mended both pass, and a file that is not staged is not checked.
sed -i 's/port: 3100/port: http-metrics/' monitor.yaml
git add .
hook monlint
[ "$status" = 0 ] || fail "monlint: status $status instead of 0"
says 'Passed'
hook monlint-all
[ "$status" = 0 ] || fail "monlint-all: status $status instead of 0"
commit . "monitor"
printf 'apiVersion: v1\nkind: PrometheusRule\n' >later.yaml
printf '# a comment\n' >>service.yaml
git add service.yaml
hook monlint
[ "$status" = 0 ] || fail "monlint: status $status instead of 0 with only the Service staged"
says 'in 1 file'
