"""Matters with their results, notices and calls, as their pages show them to everybody. Persons' names stand in none."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from consultation.models import Matter, Milestone, Posting, Resolution

from ..enums import Kind
from ..sources import Row, Source, register

CHUNK = 200


def rows(numbers=None):
    """Yield the rows of the matters with the keys ``numbers`` (None: of all): the matter, its result, notices and call."""
    matters = Matter.objects.select_related("inquiry", "call", "admission__number_line").prefetch_related(
        "agenda_texts", "findings", "options", Prefetch("milestones", Milestone.objects.order_by("n")),
        Prefetch("resolutions", Resolution.objects.current().select_related("number").prefetch_related("tasks"), "in_force"),
        Prefetch("postings", Posting.objects.standing(), "standing"), "minority_opinions",
    )
    if numbers is not None:
        matters = matters.filter(pk__in=numbers)
    for matter in matters.order_by("pk").iterator(CHUNK):
        yield _row(matter, Kind.MATTER, matter.code, matter.title, _of_matter(matter), "", matter.opened_on)
        for found in matter.in_force:
            yield _row(matter, Kind.OUTCOME, matter.code, found.title, _of_result(matter, found), "#step-5", found.published_on)
        for posting in matter.standing:
            yield _notice(matter, posting)
        if call := getattr(matter, "call", None):
            yield _row(matter, Kind.CALL, str(call.pk), _("Call for opinions: %(title)s") % {"title": matter.title},
                       _text(call.draft, call.explanation, call.short_reason), "#call", call.since)


def _row(matter, kind, key, title, text, anchor, dated):
    url = f"{reverse('matter', args=[matter.code])}{anchor}"
    return Row(kind, matter.pk, key, Truncator(title).chars(300), text, url, matter.community_id, dated)


def _of_matter(matter):
    """Return the text of the page of ``matter`` for everybody: what the inquiry found only once it is published."""
    inquiry = getattr(matter, "inquiry", None)
    studied = inquiry is not None and inquiry.published_on is not None
    wordings = list(matter.agenda_texts.all())
    line = getattr(getattr(matter, "admission", None), "number_line", None)
    return _text(
        matter.summary, matter.code, line, wordings[-1].text if wordings else "",
        *((finding.text for finding in matter.findings.all()) if studied else ()),
        *((f"{option.name} {option.note}" for option in matter.options.all()) if studied else ()),
        *(milestone.name for milestone in matter.milestones.all()),
    )


def _of_result(matter, resolution):
    opinions = (f"{opinion.text} {opinion.answer}" for opinion in matter.minority_opinions.all())
    return _text(resolution.number, *resolution.paragraphs, *(task.text for task in resolution.tasks.all()), *opinions)


def _notice(matter, posting):
    names = {"title": matter.title, "purpose": posting.get_purpose_display()}
    return _row(matter, Kind.NOTICE, str(posting.pk), _("%(title)s: %(purpose)s") % names,
                _text(posting.words, "、".join(posting.channels)), "#step-2", posting.since)


def _text(*parts):
    return "\n".join(str(part).strip() for part in parts if part)


register(Source("matter", frozenset({Kind.MATTER, Kind.OUTCOME, Kind.NOTICE, Kind.CALL}), rows))
