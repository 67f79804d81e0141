# Sends datagrams to a socket of the host; whether one arrives is seen there.
import os, socket
from hostile import attempt

for address in os.environ["HOST_ADDRESSES"].split(","):
    if ":" in address:
        continue

    def send():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
            door.sendto(b"hostile", (address, int(os.environ["HOST_UDP_PORT"])))
        return False

    attempt(f"udp to {address}", send)
