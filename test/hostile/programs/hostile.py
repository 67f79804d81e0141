"""What the Python programs share: each attack is tried, and one that works says so."""
import atexit
import sys

tried = 0


def attempt(what, attack):
    global tried
    tried += 1
    try:
        worked = attack()
    except Exception:
        return
    if worked is not False:
        print("ESCAPED", what, flush=True)


def report():
    print("TRIED", tried, flush=True)


atexit.register(report)
