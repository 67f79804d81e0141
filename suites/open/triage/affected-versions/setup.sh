exec python3 /task/setup.py
