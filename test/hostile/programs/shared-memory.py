# System V and POSIX objects live in the kernel, not in a folder: they could outlive the run.
import ctypes, os
from hostile import attempt

libc = ctypes.CDLL(None, use_errno=True)
KEY = 0x53414C59
attempt("an object of an earlier run", lambda: libc.shmget(KEY, 0, 0) >= 0)
attempt("nothing, it leaves one", lambda: libc.shmget(KEY, 4096, 0o1666) is None)
attempt("a queue of an earlier run", lambda: libc.msgget(KEY, 0) >= 0)
attempt("nothing, it leaves a queue of the older kind", lambda: libc.msgget(KEY, 0o1666) is None)
librt = ctypes.CDLL("librt.so.1", use_errno=True)
attempt("a POSIX queue of an earlier run", lambda: librt.mq_open(b"/hostile", 0o2) >= 0)
attempt("nothing, it leaves a queue", lambda: librt.mq_open(b"/hostile", 0o102, 0o666, None) is None)
