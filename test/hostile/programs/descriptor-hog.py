# Opens files and watchers until it may not.
import ctypes, os
from hostile import attempt

opened = []
try:
    for _ in range(100_000):
        opened.append(os.open("/dev/null", os.O_RDONLY))
except OSError:
    pass
attempt("more than 4,096 open files", lambda: len(opened) > 4096)
for one in opened:
    os.close(one)
libc = ctypes.CDLL(None)
watchers = 0
while watchers < 10_000 and libc.inotify_init1(0) >= 0:
    watchers += 1
attempt("more than 4,096 watchers", lambda: watchers > 4096)
