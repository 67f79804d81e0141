"""This run's tile: its mark, channels, the check of its header and the most a tile may take."""

from seed import draw, fill

words = {
    "V_MARK": draw("mark", ["TILE", "MAPT", "GRID", "QUAD", "TOPO"]),
    "V_CHANNELS": draw("channels", [3, 4, 5, 6, 7]),
    "V_CHECK_STEP": draw("step", range(17, 250, 2)),
    "V_CHECK_MASK": draw("mask", range(4096, 65536)),
    "V_PIXEL_BYTES_MAX": draw("most", range(1 << 20, 4 << 20, 4096)),
}

if __name__ == "__main__":
    fill(words)
