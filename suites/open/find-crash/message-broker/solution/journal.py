"""Writes a journal from operations such as `SEND 0 7`, with the numbers of this run's program."""

import re
import sys

source = open("broker.c").read()
operations = re.search(r"enum \{ OPEN = (\d+), (.*?) \}", source)
numbers = {"OPEN": int(operations[1])}
for offset, name in enumerate(operations[2].split(", "), 1):
    numbers[name] = numbers["OPEN"] + offset
check = int(re.search(r"CHECK_START = (\d+)", source)[1])
step = int(re.search(r"CHECK_STEP = (\d+)", source)[1])

journal = b""
for line in sys.stdin:
    name, channel, argument = line.split()
    entry = bytes([numbers[name], int(channel), int(argument)])
    check = (check * step + entry[0] + entry[1] * 3 + entry[2]) & 0xFF
    journal += entry + bytes([check])
open("poc.journal", "wb").write(journal)
