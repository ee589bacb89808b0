#!/bin/sh
# The manual page and the completions name the options of $MONLINT --help, all of them and no other. The folder above
# $SHARE holds them.
set -eu
cd "$SHARE/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

names() { grep -oE -e '--[a-z]+(-[a-z]+)*' | sort -u; }

"$MONLINT" --help | grep -E '^  (-[a-zA-Z], | {4})--' | names >"$work/help"
[ "$(wc -l <"$work/help")" -gt 20 ] || { echo "--help: too few options were read"; exit 1; }

# compare NAME: the options on standard input
compare() {
  names >"$work/found"
  diff -u --label "monlint --help" --label "$1" "$work/help" "$work/found"
}

sed 's/\\-/-/g' man/monlint.1 | compare man/monlint.1
grep -v -- '--list-rules 2>' bash/monlint | sed 's/ -- .*//' | compare bash/monlint
grep -v -- '--list-rules 2>' zsh/_monlint | compare zsh/_monlint
sed -n 's/^complete .* -l \([a-z-]*\).*/--\1/p' fish/monlint.fish | compare fish/monlint.fish
