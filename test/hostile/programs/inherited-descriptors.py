# Uses whatever descriptors came with it: beyond its own three there should be none.
import os
from hostile import attempt

listing = os.listdir("/proc/self/fd")
alive = []
for fd in range(3, 4096):
    try:
        os.fstat(fd)
        alive.append(fd)
    except OSError:
        pass
attempt(f"descriptors {alive} of {listing}", lambda: len(alive) > 0)
attempt("read its own output", lambda: os.read(os.open("/proc/self/fd/1", os.O_RDONLY), 1))
attempt("write its own input", lambda: os.open("/proc/self/fd/0", os.O_WRONLY))
attempt("leave by a folder it was given", lambda: os.listdir("/proc/self/fd/0/../.."))
