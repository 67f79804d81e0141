"""Calls the target's functions with arguments that are data, so that nothing in a trigger runs of
itself. Results go to stdout, one JSON document a line; changes to the interpreter's global state go
to a private descriptor that no argument can name."""

import asyncio
import base64
import builtins
import importlib
import inspect
import json
import os
import sys

# After the standard library, so that nothing in the target stands in for what this file uses.
sys.path += ["/target/site", "/target/site/src", "/target", "/target/src", "/target/deps"]

write, dumps = os.write, json.dumps


def revive(value):
    if isinstance(value, list):
        return [revive(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((key, name),) = value.items()
        if key == "$text":
            return open("/input/" + name, encoding="utf-8").read()
        if key == "$bytes":
            return open("/input/" + name, "rb").read()
        if key == "$json":
            return json.load(open("/input/" + name, encoding="utf-8"))
        if key == "$result":
            return results[name]
    return {name: revive(entry) for name, entry in value.items()}


def show(value):
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    return {"type": type(value).__name__, "text": str(value)[:100_000]}


def of_target(module):
    return str(getattr(module, "__file__", None)).startswith("/target/")


def resolve(call):
    """The function named, if the target defines it: what it merely imports is not the target's."""
    found = importlib.import_module(call.get("module") or plan["module"])
    owner = found
    for part in call["export"].split(".") if call["export"] else []:
        if part.startswith("__"):
            raise TypeError("`%s` is not the target's own" % part)
        found = getattr(found, part)
        owner = found
    if callable(found):
        owner = sys.modules.get(getattr(found, "__module__", None))
    if not of_target(owner if inspect.ismodule(owner) else sys.modules.get(getattr(owner, "__module__", None))):
        raise TypeError("`%s` is not the target's own" % call["export"])
    return found


def state():
    return {
        "builtins": set(vars(builtins)),
        "environ": set(os.environ),
    }


plan = json.load(open("/sallyport/calls.json", encoding="utf-8"))
before = state()
results = []
failed = False
for call in plan["calls"]:
    try:
        found = resolve(call)
        result = found(*[revive(arg) for arg in call["args"]]) if callable(found) else found
        if inspect.isawaitable(result):
            result = asyncio.run(result)
        results.append(result)
        line = dumps({"result": result}, default=show, sort_keys=True)
    except Exception as error:
        failed = True
        results.append(None)
        line = dumps({"error": type(error).__name__, "message": str(error)[:500]})
    write(1, (line + "\n").encode())

after = state()
effects = {name: sorted(after[name] - before[name]) for name in before if after[name] - before[name]}
write(plan["channelFd"], (dumps(effects, sort_keys=True) + "\n").encode())
sys.exit(3 if failed else 0)
