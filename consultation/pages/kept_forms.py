"""The forms of acts that a person began and has not sent: which, about what, kept when, and where to go on with each."""

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.transitions import TABLE as HALL
from yishi.people.duties import Owed
from yishi.people.models import Place
from yishi.text.side_by_side import headed

from ..desk.votes import VOTES
from ..models import ActDraft
from ..transitions import TABLE
from .words import at, said

SHOWN = 20
IN_PLACE = "in:"


def kept_forms(person):
    """Return an Owed for each form that ``person`` left a draft of, the last first.

    One query for the drafts, and one for each kind of thing that they are about; those whose thing is gone are left out.
    """
    rows = list(ActDraft.objects.filter(person=person).order_by("-kept_at")[:SHOWN])
    acts = {row.pk: act for row in rows if (act := TABLE.get(row.act) or HALL.get(row.act) or VOTES.get(row.act))}
    rows = [row for row in rows if row.pk in acts]
    things = _things(rows, acts)
    return [_owed(row, acts[row.pk], things[row.pk]) for row in rows if things.get(row.pk)]


def _things(rows, acts):
    """Return {key of a draft: what its form is about}, or the place in which the form makes something new."""
    kinds, found = {}, {}
    for row in rows:
        model = Place if row.key.startswith(IN_PLACE) else apps.get_model(acts[row.pk].thing)
        kinds.setdefault(model, []).append(row)
    for model, drafts in kinds.items():
        keys = {row.pk: row.key.removeprefix(IN_PLACE) for row in drafts}
        whole = [name for name in ("matter",) if any(field.name == name for field in model._meta.fields)]
        there = model.objects.select_related(*whole).in_bulk([int(key) for key in keys.values() if key.isdecimal()])
        found |= {pk: there.get(int(key)) for pk, key in keys.items() if key.isdecimal()}
    return found


def _owed(row, act, thing):
    if isinstance(thing, Place):
        address, about = reverse("act-new", args=[act.code, thing.code]), thing.name
    else:
        address, about = reverse("act", args=[act.code, thing.pk]), getattr(thing, "matter", None) or thing
    words = said(_("Kept %(at)s, for you alone."), at=at(row.told_at))
    return Owed(headed(act.label, about), f"{address}?draft=1", story=words, state=_("not sent yet"), shape="wait")
