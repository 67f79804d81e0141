"""Sets the gateway up, without a rule."""

import pathlib

pathlib.Path("rules.txt").write_text("")
