"""Draws ``docs/procedure.md`` from the transition tables, so that the manual cannot drift from the code."""

from django.apps import apps
from django.utils.translation import override

from meetings.transitions import TABLE as HALL
from yishi.people.enums import Role

from .procedures import PROCEDURES
from .transitions import TABLE

HEAD = """# The procedure

Drawn from the transition tables by `site/manage.py draw_procedure`; a check fails where the two differ.
Every arrow is one act: who may do it and what has to be there first stands in the table below each picture.
"""


def page():
    """Return the whole page as Markdown, in English, with a Mermaid state diagram for each kind of thing."""
    with override("en"):
        acts = [*TABLE.values(), *HALL.values()]
        things = sorted({act.thing for act in acts}, key=lambda label: (label != "consultation.Matter", label))
        parts = [HEAD, _templates()]
        for thing in things:
            parts.append(_thing(thing, [act for act in acts if act.thing == thing]))
        return "\n".join(parts)


def _templates():
    lines = ["## Templates", "", "| template | phases |", "| --- | --- |"]
    for procedure in PROCEDURES.values():
        phases = " → ".join(str(phase.label) for phase in procedure.phases)
        lines.append(f"| {procedure.label} | {phases} |")
    return "\n".join([*lines, ""])


def _thing(label, acts):
    acts = sorted(acts, key=lambda act: _earliest(label, act))
    name = str(apps.get_model(label)._meta.verbose_name).capitalize()
    head = ["| act | in | leads to | who may | owed by | checks |", "| --- | --- | --- | --- | --- | --- |"]
    return "\n".join([f"## {name}", "", *_picture(label, acts), *head, *(_row(act) for act in acts), ""])


def _state(label):
    return {field.name: field for field in apps.get_model(label)._meta.fields}.get("state")


def _earliest(label, act):
    """Return the place of the first state from which ``act`` is done; what makes the thing comes before all."""
    states = [value for value, _label in _state(label).choices] if act.sources else []
    return min((states.index(source) for source in act.sources), default=-1)


def _picture(label, acts):
    """Return the state diagram; nothing for a thing that stands in no states."""
    state = _state(label)
    if state is None:
        return []
    moves = [(source, act) for act in acts if act.target for source in act.sources if source != act.target]
    ends = {act.target for _source, act in moves} - {source for act in acts for source in act.sources}
    return [
        "```mermaid", "stateDiagram-v2", f"    [*] --> {state.default}",
        *(f"    {source} --> {act.target}: {act.label}" for source, act in moves),
        *(f"    {end} --> [*]" for end in sorted(ends)), "```", "",
    ]


def _row(act):
    who = [str(role.label) for role in sorted(act.roles, key=list(Role).index)]
    who += ["whose it is"] if act.own else []
    guards = ", ".join(guard.__name__.replace("_", " ") for guard in act.guards) or "—"
    states = ", ".join(act.sources) or "(makes it)"
    owner = act.owner.label if act.owner else "—"
    return f"| {act.label} `{act.code}` | {states} | {act.target or '—'} | {', '.join(who)} | {owner} | {guards} |"
