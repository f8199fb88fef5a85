"""The figures of an outcome record in words, for the annex of the paper and for the page that checks it."""

from django.apps import apps
from django.utils.translation import gettext as _

from ..polls.enums import YES_NO_ABSTAIN_CHOICES

ANSWERS = dict(YES_NO_ABSTAIN_CHOICES)
GROUP = 4


def words_of(code, value):
    """Return the ``value`` of the figure ``code`` (see ``consultation.queries.figures``) as it is read; "" for None."""
    if value is None:
        return ""
    say = SAYING.get(code.partition(":")[0])
    return say(value) if say else str(value)


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
    return _("%(returned)s of %(target)s %(unit)s answered") % value


def _attendance(value):
    if value["needed"]:
        return _("%(present)s of %(entitled)s present, %(needed)s needed") % value
    return _("%(present)s of %(entitled)s present") % value


def _vote(value):
    lines = []
    for question in value["questions"]:
        counts = _(", ").join(f"{ANSWERS.get(code, code)} {heads}" for code, heads in question["heads"].items())
        lines.append(_("%(counts)s; %(present)s of %(entitled)s took part") % {**question, "counts": counts})
    return _("; ").join(lines[:3])


def _milestones(value):
    return _("%(set)s set, %(done)s done") % {"set": value["set"], "done": value["done"] + value["done_late"]}


SAYING = {
    "research": _inquiry, "attendance": _attendance, "vote": _vote, "milestones": _milestones,
    "consensus": lambda value: _("found, wording %(n)s") % value,
}
