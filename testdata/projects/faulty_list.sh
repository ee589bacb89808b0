#!/bin/sh
# Prints what $MONLINT finds in logging-stack-faulty, and in its folder config, whose project file cannot be used.
cd "$(dirname "$0")" || exit 2
list() { "$MONLINT" --quiet --format gcc --today 2026-06-01 "$1"; }
list logging-stack-faulty
[ $? = 3 ] || exit 1 # a bound is exceeded, so that something is not checked
list logging-stack-faulty/config
[ $? = 2 ]
