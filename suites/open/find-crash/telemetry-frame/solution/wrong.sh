# Cuts the record short of its length, which the program refuses.
set -eu
value() { sed -n "s/.*[ {]$1 = \([0-9]*\).*/\1/p" telemetry.c; }
byte() { printf "\\$(printf %03o "$1")"; }
{
  sed -n 's/#define MARK "\(.*\)"/\1/p' telemetry.c | tr -d '\n'
  byte "$(value VERSION)"
  byte "$(value LABEL)"
  byte 255
  printf 'short'
} > poc.bin
echo 'the length is longer than the frame'
