"""The transition table: act → states it starts from, the state it leads to, who may, who owes it, event, guards.

Data, not ifs. ``docs/procedure.md`` is drawn from it, the truth table and the races are generated from it.
"""

TABLE = {}


def add(*acts):
    """Enter acts in the table; a code is taken once."""
    for act in acts:
        if act.code in TABLE:
            raise ValueError(f"{act.code} stands in the table twice")
        TABLE[act.code] = act
