"""Sets one host up: `plant.py NAME`."""

import json
import pathlib
import sys

from setup import hosts

pathlib.Path("state.json").write_text(json.dumps(hosts[sys.argv[1]]))
