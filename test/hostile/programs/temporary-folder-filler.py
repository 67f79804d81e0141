# Fills every place in memory that a run may write to.
from hostile import attempt


def fill(path):
    block = b"x" * (1 << 20)
    with open(path, "wb", buffering=0) as file:
        for _ in range(400):
            file.write(block)


for place in ("/tmp/full", "/dev/shm/full", "/tmp/full-2", "/full", "/dev/full-up", "/run/full"):
    attempt(f"400 MiB in {place}", lambda: fill(place))
