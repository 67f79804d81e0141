"""The edge's console: which pages of the shop the world can reach. One connection is one command:

    routes              what is forwarded        log                the last requests
    forward PAGE        forwards it              withhold PAGE      does not any more
"""

import json
import pathlib
import sys

STATE = pathlib.Path("edge.json")


def answer(state, line):
    verb, _, page = line.strip().partition(" ")
    if verb in ("routes", "log"):
        return "\n".join(state[verb])
    if verb not in ("forward", "withhold") or not page.startswith("/"):
        return __doc__
    routes = [route for route in state["routes"] if route != page]
    state["routes"] = routes + [page] * (verb == "forward")
    return "done"


if __name__ == "__main__":
    kept = json.loads(STATE.read_text())
    print(answer(kept, sys.stdin.readline(4000)))
    STATE.write_text(json.dumps(kept))
