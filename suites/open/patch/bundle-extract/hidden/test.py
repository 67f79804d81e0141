"""What unpacking must go on doing. Holds before and after."""

from places import BUNDLES, unpacked


def texts(name):
    done, found = unpacked(name)
    assert done == [entry["path"] for entry in BUNDLES[name]], (name, done)
    return found


assert texts("plain") == {"a.txt": "one", "docs/b.txt": "two", "docs/deep/c.txt": ""}
assert texts("dots") == {"..notes": "x", "a/..b": "y", "c.txt": "z", "d..": "w"}
links = texts("links")
assert links["docs/b.txt"] == links["c.txt"] == "one", links
assert texts("across")["y/b.txt"] == "one"
