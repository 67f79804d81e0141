"""This run's bundles: how links are written and how the function is called."""

from seed import draw, fill

words = {
    "V_LINK": draw("link", ["link", "points_to", "target", "refers_to", "symlink"]),
    "V_UNPACK": draw("unpack", ["unpack", "expand", "extract", "unfold"]),
}

if __name__ == "__main__":
    fill(words)
