"""This run's tokens: how the function and the claim that names the person are called."""

from seed import draw, fill

words = {
    "V_OPEN": draw("open", ["openSession", "readToken", "admit", "verifyToken", "claimsOf"]),
    "V_SUBJECT": draw("subject", ["sub", "user", "person", "member", "holder"]),
}

if __name__ == "__main__":
    fill(words)
