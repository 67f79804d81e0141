#!/bin/sh
# The project's own test: an ordinary badge is printed, a missing file is an error.
set -eu
printf '\003Ada' > /tmp/ada
test "$(./badge /tmp/ada)" = 'badge for Ada'
if ./badge /tmp/none; then exit 1; fi
