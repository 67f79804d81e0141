# Abstract Unix sockets have no file, so only a network namespace keeps them apart.
import os, socket
from hostile import attempt


def connect():
    with socket.socket(socket.AF_UNIX) as door:
        door.connect("\0" + os.environ["HOST_ABSTRACT"])


attempt("abstract socket of the host", connect)
