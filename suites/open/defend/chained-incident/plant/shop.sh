exec python3 /task/plant.py shop
