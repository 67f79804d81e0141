# Uses up inodes rather than bytes.
import os

print("TRIED 1", flush=True)
for folder in range(1000):
    os.mkdir(f"/out/{folder}")
    for name in range(1000):
        os.close(os.open(f"/out/{folder}/{name}", os.O_CREAT | os.O_WRONLY))
print("ESCAPED a million files")
