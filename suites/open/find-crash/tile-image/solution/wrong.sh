# The largest width and height, without the check that a header needs.
set -eu
mark=$(sed -n 's/#define MARK "\(.*\)"/\1/p' tile.c)
{
  printf '%s\377\377\377\377\004\000\000\000' "$mark"
  head -c 4096 /dev/zero | tr '\0' '\377'
} > poc.tile
echo 'the largest tile there can be'
