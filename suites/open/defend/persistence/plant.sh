exec python3 /task/plant.py
