# Files that claim a size they do not have, to trip a copy or an archive later.
import os, signal
from hostile import attempt

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def stretch(path):
    with open(path, "wb") as file:
        os.truncate(file.fileno(), 1 << 40)


attempt("a terabyte in /out", lambda: stretch("/out/huge"))
attempt("a terabyte in /tmp", lambda: stretch("/tmp/huge"))
