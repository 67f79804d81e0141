"""This run's recipes: the numbers of the kinds, the room for a name and how functions are called."""

from seed import draw, fill, shuffled

kinds = shuffled("kinds", [str(number) for number in range(1, 100)])[:4]

words = {
    "V_GROUP": kinds[0],
    "V_NAME": kinds[1],
    "V_STEP": kinds[2],
    "V_AMOUNT": kinds[3],
    "V_NAME_BYTES": draw("name", range(20, 64)),
    "V_VERB_": draw("verb", ["print_", "show_", "tell_", "list_", "emit_"]),
}

if __name__ == "__main__":
    fill(words)
