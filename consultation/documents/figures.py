"""The figures of an outcome record in words, for the annex of the paper and for the page that checks it."""

from django.apps import apps
from django.utils.translation import gettext as _

from yishi.clock.spoken import day
from yishi.text.figures import all_grouped, grouped
from yishi.text.side_by_side import headed

from ..models import Sitting
from ..polls.enums import YES_NO_ABSTAIN_CHOICES
from ..units import unit_words

ANSWERS = dict(YES_NO_ABSTAIN_CHOICES)
GROUP = 4
OF_SITTINGS = ("attendance:", "consensus:")


def words_of(code, value):
    """Return the ``value`` of the figure ``code`` (see ``consultation.queries.figures``) as it is read; "" for None."""
    if value is None:
        return ""
    say = SAYING.get(code.partition(":")[0])
    return say(value) if say else str(grouped(value) if isinstance(value, int) else value)


def named(figures):
    """Return {code: name} of ``figures`` (code, label, value): of several votes or meetings each says which it is.

    One query, and none where there was one meeting alone. A vote is called by its question as it was recorded, what comes
    of a meeting by its day.
    """
    sat = {int(code.partition(":")[2]) for code, _label, _value in figures if code.startswith(OF_SITTINGS)}
    days = {row.pk: day(row.date) for row in Sitting.objects.filter(pk__in=sat).with_meeting()} if len(sat) > 1 else {}
    return {code: headed(label, _which(code, value, days)) for code, label, value in figures}


def _which(code, value, days):
    if code.startswith(OF_SITTINGS):
        return days.get(int(code.partition(":")[2]), "")
    return value["question"] if code.startswith("vote:") else ""


def short_code(sha256):
    """Return the beginning of a record's hash as it is typed: 4f2a-91bc-0d3e."""
    return "-".join(sha256[n:n + GROUP] for n in range(0, 3 * GROUP, GROUP))


def sources_of(figure):
    """Return the source rows of ``figure``: the kind in words, how many, their hash."""
    return [
        {"name": apps.get_model(source["model"])._meta.verbose_name, "count": source["count"],
         "sha256": source["sha256"]}
        for source in figure["sources"]
    ]


def events_of(figure):
    """Return the journal events of ``figure``, a line a stream: which numbers, and the digest of the last."""
    streams = {}
    for event in figure["events"]:
        streams.setdefault(event["stream"], []).append(event)
    lines = [
        {"stream": stream, "numbers": _ranges([event["seq"] for event in events]), "digest": events[-1]["digest"]}
        for stream, events in streams.items()
    ]
    if len(lines) > 4:  # many reports, a stream each: named by their number
        rest = sum(len(streams[line["stream"]]) for line in lines[3:])
        lines = [*lines[:3], {"stream": _("%(n)s more") % {"n": rest}, "numbers": "", "digest": ""}]
    return lines


def _ranges(numbers):
    """Return whole numbers as ranges: 2–10, 14."""
    found = []
    for n in sorted(set(numbers)):
        if found and n == found[-1][1] + 1:
            found[-1][1] = n
        else:
            found.append([n, n])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def _inquiry(value):
    return _("%(returned)s of %(target)s %(unit)s answered") % all_grouped({**value, "unit": unit_words(value["unit"])})


def _attendance(value):
    if value["needed"]:
        return _("%(present)s of %(entitled)s present, %(needed)s needed") % all_grouped(value)
    return _("%(present)s of %(entitled)s present") % all_grouped(value)


def _vote(value):
    lines = []
    for question in value["questions"]:
        counts = _(", ").join(f"{ANSWERS.get(code, code)} {heads:,}" for code, heads in question["heads"].items())
        lines.append(_("%(counts)s; %(present)s of %(entitled)s took part") % all_grouped({**question, "counts": counts}))
    return _("; ").join(lines[:3])


def _milestones(value):
    if not value["set"]:
        return _("none yet; they are set as the work goes on")
    return _("%(set)s set, %(done)s done") % {"set": value["set"], "done": value["done"] + value["done_late"]}


SAYING = {
    "research": _inquiry, "attendance": _attendance, "vote": _vote, "milestones": _milestones,
    "consensus": lambda value: _("found, wording %(n)s") % value,
}
