# Leaves a tree deeper than a path can be long, with a link at its end.
import os
from hostile import attempt

os.chdir("/out")
depth = 0
try:
    for depth in range(1500):
        os.mkdir("d" * 20)
        os.chdir("d" * 20)
    os.symlink("/etc/passwd", "link")
except OSError as error:
    print(error)
attempt("nothing, it leaves a tree", lambda: False)
print("DEPTH", depth)
