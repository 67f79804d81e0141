# Raises its own limits, and sets those of pid 1.
import os, resource
from hostile import attempt

for name in ("NOFILE", "NPROC", "CPU", "CORE", "FSIZE", "MEMLOCK"):
    which = getattr(resource, "RLIMIT_" + name)
    soft, hard = resource.getrlimit(which)
    if hard == resource.RLIM_INFINITY:
        continue
    attempt(f"RLIMIT_{name} raised", lambda: resource.setrlimit(which, (hard + 1, hard + 1)))
if os.getpid() != 1:
    attempt("limits of pid 1", lambda: resource.prlimit(1, resource.RLIMIT_CPU, (1, 1)))
attempt("nice below zero", lambda: os.nice(-5))
attempt("real-time priority", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))
