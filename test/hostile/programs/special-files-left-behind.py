# Leaves pipes, sockets and devices where the host will read: opening one hangs or does harm.
import os, socket, stat
from hostile import attempt

os.chdir("/out")
os.mkfifo("pipe")
os.mkfifo(b"pipe-\xff\xfe\nname")
with socket.socket(socket.AF_UNIX) as door:
    attempt("nothing, it leaves a socket", lambda: door.bind("socket") is None and False)
attempt("a character device", lambda: os.mknod("memory", stat.S_IFCHR | 0o666, os.makedev(1, 1)))
attempt("a block device", lambda: os.mknod("disk", stat.S_IFBLK | 0o666, os.makedev(254, 0)))
open("kept.txt", "w").write("fine")
os.mkdir("locked", 0o000)
