import pages

assert pages.read("hours.txt").startswith("Monday")
