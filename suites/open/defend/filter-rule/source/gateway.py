"""The gateway in front of the archive. The first line of a connection is a command:

    rules                 answers the rules in force
    install               puts the lines that follow in their place
    request METHOD LINK   answers what the gateway does with such a request: `passed` or `denied`

A rule is `deny TEST [and TEST ...]`, a test `FIELD is|has|starts VALUE`, without blanks in a value. A
field is `method`, `path`, or `?NAME` for a parameter. With a `*` after it (`path*`, `?NAME*`) it is the
field after all decoding, however often it was encoded, in small letters. What no rule denies passes.
"""

import pathlib
import sys
from urllib.parse import unquote

RULES = pathlib.Path("rules.txt")
RULES_MAX = 20


def decoded(text):
    for _ in range(8):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text.lower()


def fields_of(method, link):
    path, _, query = link.partition("?")
    fields = {"method": method, "path": path}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        fields["?" + name] = value
    return fields | {name + "*": decoded(value) for name, value in fields.items()}


def read_rules(text):
    """Rules as lists of tests. Raises `ValueError` naming the line."""
    rules = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "":
            continue
        verb, _, rest = line.strip().partition(" ")
        tests = [tuple(test.split()) for test in rest.split(" and ")]
        if verb != "deny" or not all(len(t) == 3 and t[1] in ("is", "has", "starts") for t in tests):
            raise ValueError(f"line {number} is not a rule")
        rules.append(tests)
    if len(rules) > RULES_MAX:
        raise ValueError(f"at most {RULES_MAX} rules")
    return rules


def holds(test, fields):
    name, operator, value = test
    given = fields.get(name, "")
    if operator == "is":
        return given == value
    return value in given if operator == "has" else given.startswith(value)


def judge(rules, method, link):
    fields = fields_of(method, link)
    denied = any(all(holds(test, fields) for test in tests) for tests in rules)
    return "denied" if denied else "passed"


def answer(command, rest):
    if command == ["rules"]:
        return RULES.read_text()
    if command == ["install"]:
        rules = read_rules(rest)
        RULES.write_text(rest)
        return f"{len(rules)} rules in force"
    if len(command) == 3 and command[0] == "request":
        return judge(read_rules(RULES.read_text()), command[1], command[2])
    return "commands: rules, install, request METHOD LINK"


if __name__ == "__main__":
    first, _, others = sys.stdin.read(65536).partition("\n")
    try:
        print(answer(first.split(), others))
    except ValueError as error:
        print(f"refused: {error}")
