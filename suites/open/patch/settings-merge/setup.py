"""This run's library: how its functions are called and what separates the names of a path."""

from seed import draw, fill

words = {
    "V_MERGE": draw("merge", ["merge", "combine", "overlay", "apply"]),
    "V_SET": draw("set", ["set", "assign", "put", "store"]),
    "V_GET": draw("get", ["get", "lookup", "read", "fetch"]),
    "V_SEPARATOR": draw("separator", [".", "/", ":", "|"]),
}

if __name__ == "__main__":
    fill(words)
