# Looks up a name, reaches for a public resolver, and counts network interfaces.
import socket
from hostile import attempt


def resolver():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.connect(("8.8.8.8", 53))
        door.send(b"\0" * 12)


attempt("a name was looked up", lambda: socket.getaddrinfo("example.com", 80))
attempt("a packet left for a public address", resolver)
attempt("an interface that is not lo", lambda: any(n != "lo" for _, n in socket.if_nameindex()))
