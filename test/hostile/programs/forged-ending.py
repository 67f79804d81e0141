# Writes what pid 1 would say about a crash to every descriptor it can find, then exits with 3.
import glob, os
from hostile import attempt

lie = b"ended 11 0\n"
for fd in range(3, 256):
    try:
        os.write(fd, lie)
    except OSError:
        pass


def write(path):
    with open(path, "wb", buffering=0) as file:
        file.write(lie)


if os.getpid() != 1:
    for path in glob.glob("/proc/1/fd/*") + [f"/proc/1/fd/{n}" for n in range(10)]:
        attempt(path, lambda: write(path))
    attempt("list of pid 1's descriptors", lambda: os.listdir("/proc/1/fd"))
    attempt("memory of pid 1", lambda: open("/proc/1/mem", "r+b"))
else:
    attempt("nothing, there is no other process", lambda: False)
os._exit((__import__("hostile").report(), 3)[1])
