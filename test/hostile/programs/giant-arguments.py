# Starts itself again with more arguments and variables than fit.
import os
from hostile import attempt

big = "x" * 100_000
attempt("10 MB of arguments", lambda: os.execve("/usr/bin/true", ["true"] + [big] * 100, {}))
attempt("10 MB of variables", lambda: os.execve("/usr/bin/true", ["true"], {f"V{i}": big for i in range(100)}))
