"""This run's shop: what it sells, for how much, and its coupons."""

from seed import draw, fill, shuffled

cheap, dear = shuffled("items", ["lantern", "kettle", "blanket", "compass", "thermos", "tent"])[:2]
spring, club = shuffled("coupons", ["SPRING", "HARVEST", "NEIGHBOUR", "RETURN", "LAKESIDE"])[:2]

words = {
    "V_CHEAP": cheap,
    "V_DEAR": dear,
    "V_CHEAP_PRICE": draw("cheap", range(900, 2500)),
    "V_DEAR_PRICE": draw("dear", range(7000, 20000)),
    "V_COUPON_A": spring,
    "V_COUPON_B": club,
    "V_PERCENT_A": draw("a", range(10, 20)),
    "V_PERCENT_B": draw("b", range(20, 31)),
}

if __name__ == "__main__":
    fill(words)
