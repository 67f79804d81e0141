# Forks twice into a session of its own and beats into a file; a beat after the end is an escape.
import os, sys, time

print("TRIED 1", flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    os.closerange(0, 100)
    while True:
        with open("/out/heartbeat", "a") as file:
            file.write(".")
        time.sleep(0.01)
time.sleep(0.3)
sys.stdout.flush()
os._exit(0)
