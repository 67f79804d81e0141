# What the shell programs share: each attack is tried, and one that works says so.
tried=0
attempt() {
  what=$1
  shift
  tried=$((tried + 1))
  if "$@" >/dev/null 2>&1; then echo "ESCAPED $what"; fi
}
writes() { true >"$1"; }
appends() { echo "$2" >>"$1"; }
# Without this, every attempt would fail for the wrong reason.
true >/dev/null 2>&1 || echo "ESCAPED nothing, but /dev/null cannot be written, so no attempt counts"
trap 'echo "TRIED $tried"' EXIT
