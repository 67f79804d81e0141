"""This run's journal: the numbers of its operations and how the check of an entry goes on."""

from seed import draw, fill

words = {
    "V_OPEN": draw("open", range(1, 200)),
    "V_CHANNELS_MAX": draw("channels", range(4, 40)),
    "V_CHECK_START": draw("start", range(1, 256)),
    "V_CHECK_STEP": draw("step", range(3, 250, 2)),
}

if __name__ == "__main__":
    fill(words)
