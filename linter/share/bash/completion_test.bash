# The completions for bash, as bash calls them: bash completion_test.bash, with $MONLINT the command.
set -eu
PATH=$(dirname "$MONLINT"):$PATH
source "$SHARE/monlint"

# expect WORDS… -- REPLY…: what is offered for the last of the words
expect() {
  COMP_WORDS=()
  while [ "$1" != -- ]; do
    COMP_WORDS+=("$1")
    shift
  done
  shift
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _monlint
  if [ "${COMPREPLY[*]}" != "$*" ]; then
    echo "${COMP_WORDS[*]}: expected $*, got ${COMPREPLY[*]}"
    exit 1
  fi
}

expect monlint --fo -- --format --force-exclude
expect monlint --format j -- json jsonl
expect monlint --fail-on = in -- info
expect monlint --explain inverted-b -- inverted-backoff
expect monlint -f gcc --ignore unused-ig -- unused-ignore
