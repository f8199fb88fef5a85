"""The text that stands as the minutes of a meeting, and the hash that is signed: over the text and the record behind it."""

import hashlib
import json

from django.conf import settings
from django.utils.translation import override

from ..models import Consensus, Minutes
from ..models.withdrawals import WHAT
from .drafting import facts_of, sections_of


def standing(meeting):
    """Return the Minutes that stand: what was signed or edited last, else the draft that the record makes.

    That draft is not stored where none is written yet, or where the record was changed since it was.
    """
    last = meeting.minutes_texts.select_related("by").order_by("n").last()
    if last is None or not (last.edited or last.signatures.exists() or last.record == record_digest(meeting)):
        return drafted(meeting)
    return last


def drafted(meeting):
    """Return the next version of the minutes as the record makes it, not stored; in the language of the site."""
    last = meeting.minutes_texts.order_by("n").last()
    with override(settings.LANGUAGE_CODE):
        sections = sections_of(facts_of(meeting))
    return version(meeting, last.n + 1 if last else 1, sections)


def version(meeting, n, sections, *, edited=False):
    """Return the ``n``-th Minutes of ``meeting`` with ``sections``, going by the record as it is now; not stored."""
    made = Minutes(
        community=meeting.community, meeting=meeting, n=n, sections=sections, edited=edited, record=record_digest(meeting)
    )
    made.sha256 = digest_of(made)
    return made


def digest_of(minutes, record=None):
    """Return the SHA-256 of ``minutes``: meeting, version, text, and the hash of the ``record`` (default: its own)."""
    return _digest({
        "meeting": minutes.meeting_id, "n": minutes.n, "sections": minutes.sections, "record": record or minutes.record,
    })


def is_behind(minutes):
    """Return whether the record was changed since ``minutes`` were written."""
    return minutes.record != record_digest(minutes.meeting)


def record_digest(meeting):
    """Return the SHA-256 of the record of ``meeting``: who was present, what was said, agreed, objected and withdrawn, its pauses."""
    return _digest({
        **_pauses(meeting), **_withdrawals(meeting),
        "meeting": [meeting.pk, meeting.facilitator_id, meeting.recorder_id, meeting.entitled,
                    meeting.stakeholders_present, meeting.observers_on_site, meeting.observers_online],
        "attendance": list(meeting.attendances.values_list("person", "capacity", "present").order_by("pk")),
        "entries": list(meeting.entries.values_list("n", "title", "state").order_by("n")),
        "statements": [
            [n, at.isoformat(), *rest] for n, at, *rest in meeting.statements.values_list(
                "n", "at", "entry", "speaker", "speaker_words", "stance", "stance_words", "text").order_by("n")
        ],
        "consensus": list(Consensus.objects.filter(entry__meeting=meeting).order_by("pk").values_list(
            "entry", "n", "text", "draft")),
        "objections": list(meeting.minutes_objections.order_by("pk").values_list(
            "pk", "consensus", "person", "words", "text")),
    })


def _pauses(meeting):
    """Return the pauses for the hash; of a meeting without one nothing, so that what was signed before it has them holds."""
    rows = meeting.pauses.order_by("pk").values_list("entry", "words", "at", "until")
    found = [[entry, words, at.isoformat(), until and until.isoformat()] for entry, words, at, until in rows]
    return {"pauses": found} if found else {}


def _withdrawals(meeting):
    """Return what was withdrawn, the close too, for the hash; as with pauses nothing where nothing was."""
    found = list(meeting.withdrawals.order_by("pk").values_list(*WHAT, "reason"))
    closes = [[at.isoformat(), reason] for at, reason in meeting.reopenings.order_by("pk").values_list("closed_at", "reason")]
    return {name: rows for name, rows in (("withdrawals", found), ("reopenings", closes)) if rows}


def _digest(content):
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
