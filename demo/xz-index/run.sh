# Links our program with the library under test, and runs it on the one input.
set -eu
gcc -std=gnu99 -g -fsanitize=address -I/target/src/liblzma/api \
  -o "$TMPDIR/append" /input/append.c /target/libindex.a
exec "$TMPDIR/append" /input/records.index
