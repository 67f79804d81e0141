# Given the oracle's channel on descriptor 5: any process of the run can write to it, so what comes
# that way proves only that something in the run wrote it. Nobody can read it back or undo a byte.
import os, signal, sys
from hostile import attempt

signal.signal(signal.SIGPIPE, signal.SIG_IGN)
os.write(5, b"first;")
attempt("read it back", lambda: os.read(5, 1))
attempt("open it for reading", lambda: os.read(os.open("/proc/self/fd/5", os.O_RDONLY), 1))
attempt("go back in it", lambda: os.lseek(5, 0, 0))
attempt("cut it", lambda: os.ftruncate(5, 0))
if os.fork() == 0:
    os.setsid()
    os.write(5, b"a child;")
    os._exit(0)
os.wait()
os.close(5)
attempt("reach it once closed", lambda: os.write(5, b"x"))
