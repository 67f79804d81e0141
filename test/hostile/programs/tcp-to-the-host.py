# Connects to a server that listens on the host, by every address the host has.
import os, socket
from hostile import attempt

for address in os.environ["HOST_ADDRESSES"].split(","):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    def connect():
        with socket.socket(family) as door:
            door.settimeout(0.3)
            door.connect((address, int(os.environ["HOST_PORT"])))

    attempt(f"tcp to {address}", connect)
