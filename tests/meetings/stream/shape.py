"""Whether a message has the shape that docs/stream.schema.json tells of: the few words of JSON Schema that it uses."""

import json
from functools import cache
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "stream.schema.json"
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}
KNOWN = {"$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "enum", "const",
         "items", "additionalProperties", "oneOf", "minimum", "pattern"}


@cache
def schema():
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def complaints(value, rule=None, at="$"):
    """Return what is wrong with ``value`` by ``rule``, the whole schema by default."""
    rule = schema() if rule is None else rule
    assert set(rule) <= KNOWN, f"a word of JSON Schema that is not read here: {set(rule) - KNOWN}"
    if "$ref" in rule:
        return complaints(value, schema()["$defs"][rule["$ref"].rpartition("/")[2]], at)
    if "oneOf" in rule:
        fits = [each for each in rule["oneOf"] if not complaints(value, each, at)]
        return [] if len(fits) == 1 else [f"{at}: fits {len(fits)} of {len(rule['oneOf'])} shapes"]
    return [*_plain(value, rule, at), *_inside(value, rule, at)]


def _plain(value, rule, at):
    types = rule.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[t]) and not (t == "integer" and isinstance(value, bool)) for t in types):
        yield f"{at}: is no {types}"
    if "const" in rule and value != rule["const"]:
        yield f"{at}: is not {rule['const']}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: is none of {rule['enum']}"
    if "minimum" in rule and isinstance(value, int) and value < rule["minimum"]:
        yield f"{at}: is below {rule['minimum']}"


def _inside(value, rule, at):
    if isinstance(value, list) and "items" in rule:
        for n, each in enumerate(value):
            yield from complaints(each, rule["items"], f"{at}[{n}]")
    if not isinstance(value, dict):
        return
    known = rule.get("properties", {})
    yield from (f"{at}.{name}: is missing" for name in rule.get("required", []) if name not in value)
    for name, each in value.items():
        if name in known:
            yield from complaints(each, known[name], f"{at}.{name}")
        elif rule.get("additionalProperties") is False:
            yield f"{at}.{name}: is not told of"
