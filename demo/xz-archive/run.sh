# Links our program with the library under test, and runs it on the one archive.
set -eu
gcc -std=gnu99 -g -fsanitize=address -I/target/src/liblzma/api \
  -o "$TMPDIR/extend" /input/extend.c /target/libindex.a
exec "$TMPDIR/extend" /input/archive.xz
