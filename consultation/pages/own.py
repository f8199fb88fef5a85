"""What on a matter's page is a reader's own who has signed in and holds no seat: put into what visitors read there."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from yishi.journal.queries import concerns
from yishi.web.kept import refilled

from ..models import SatisfactionSurvey
from ..polls.enums import PollState, Secrecy
from ..predicates import read_estates
from .acts import open_acts
from .ballots import votes_of
from .matter import may_do
from .result import ratings_open
from .ways import ways


def going_on(page):
    """Return, of the context ``page`` as visitors read it, what a reader may do something about; it can be kept as JSON."""
    call, supervise = page["call"], page["supervise"]
    return {
        "watch": page["watch"],
        "polls": [card["poll"].pk for card in page["polls"] if _takes_votes(card["poll"])],
        "call": call is not None and call.taking,
        "survey": supervise["survey"].pk if supervise["ratings_open"] else None,
    }


def own(matter, request, content):
    """Return the pieces ``content`` of the page of ``matter`` as visitors read it, with what is the reader's own put in.

    None where it says more to them than to visitors: something that happened was told to them alone.
    """
    going, viewer = content["open"], request.actor
    if concerns(matter.stream_name, viewer):
        return None
    read_estates(viewer)
    page = {"matter": matter, **may_do(matter, viewer), **_open_to(matter, going, viewer)}
    call = {"open_acts": page["call"].open_acts, "pk": page["call"].pk} if going["call"] else {}
    drawn = {
        "sign-in": "", "call": _drawn("matter/open_acts", request, call),
        **{name: _drawn(f"matter/{name}", request, page) for name in ("ways", "acts", "rating")},
        **{f"vote-{card['poll'].pk}": _drawn("poll_vote", request, {"card": card}) for card in page["polls"]},
    }
    return content | {"whole": refilled(content["whole"], drawn)}


def own_record(matter, request, content):
    """Return the ``content`` of the record of ``matter`` as visitors read it; None for a reader to whom it says more."""
    return None if concerns(matter.stream_name, request.actor) else content


def _open_to(matter, going, viewer):
    """Return what of that ``going`` on is open to ``viewer``: ballots, the call, the survey, and the ways that lead there."""
    call = matter.call if going["call"] else None
    if call:
        call.matter, call.community, call.taking = matter, matter.community, True
        call.open_acts = open_acts(call, viewer)
    survey = SatisfactionSurvey.objects.select_related("community").get(pk=going["survey"]) if going["survey"] else None
    page = {
        "polls": votes_of(going["polls"], viewer) if going["polls"] else [], "call": call,
        "supervise": {"survey": survey, "ratings_open": ratings_open(survey, viewer)},
        "watch": [(mark_safe(words), address) for words, address in going["watch"]],
    }
    return page | {"ways": ways(page, viewer)}


def _takes_votes(poll):
    return poll.state == PollState.OPEN and poll.secrecy != Secrecy.SHOW_OF_HANDS


def _drawn(name, request, page):
    return render_to_string(f"consultation/{name}.html", page, request)
