"""The page of a petition."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishi.acts import may
from yishi.journal.models import Event
from yishi.people.names import display_name
from yishi.people.rules import with_seats
from yishi.text.figures import all_grouped
from yishi.web.drawing import CountBar

from ..collecting import OF_REPRESENTATIVES, SHARES, PetitionBase, PetitionState
from ..desk.doing import new_thing
from ..models import Petition
from ..queries.petitions import counter, entitled
from ..transitions import TABLE
from .acts import open_acts

SHAPES = {PetitionState.OPEN: "run", PetitionState.REACHED: "risk", PetitionState.ANSWERED: "done"}
BUTTONS = {"petitions.sign", "petitions.unsign"}


def petition_page(petition, viewer):
    """Return the context of the page of ``petition`` as ``viewer`` (a Person or None) may read it."""
    shown = button(petition, viewer)
    opener = Petition.objects.prefetch_related(with_seats("opened_by")).get(pk=petition.pk).opened_by
    return {
        "petition": petition,
        "shape": SHAPES[petition.state],
        "by": display_name(opener, viewer),
        "answerer": petition.answered_by and display_name(petition.answered_by, viewer),
        "owes": petition.state == PetitionState.REACHED,
        "bar": bar(petition),
        "button": shown,
        "others": "" if shown or viewer is None or petition.state != PetitionState.OPEN else others(petition),
        "acts": [pair for pair in open_acts(petition, viewer) if pair[0].code not in BUTTONS],
    }


def opening(viewer):
    """Return where ``viewer`` begins a petition: after signing in for a visitor, None for whoever may not open one."""
    if viewer is None:
        return f"{reverse('sign-in')}?next={reverse('petitions')}"
    act = TABLE["petitions.open"]
    return reverse("act-new", args=[act.code, viewer.community.code]) if may(act, new_thing(act, viewer.community), viewer) else None


def bar(petition):
    """Return the counter as a bar with its line: against today's register, or as it stood when it was reached."""
    count, over = counter(petition), petition.state != PetitionState.OPEN
    whole, needed = petition.entitled or count.entitled, petition.needed or count.needed
    signed = signed_then(petition, needed) if over else count.signed
    share, left = SHARES[petition.base], max(0, needed - signed)
    figures = {"signed": signed, "needed": needed, "whole": whole, "share": share, "n": left, "who": who(petition.base)}
    figures = all_grouped(figures)
    sentence = _("%(share)s of %(whole)s %(who)s are needed: %(needed)s signatures.")
    if left:
        sentence = ngettext(
            "%(share)s of %(whole)s %(who)s are needed: %(needed)s signatures. %(n)s is still missing.",
            "%(share)s of %(whole)s %(who)s are needed: %(needed)s signatures. %(n)s are still missing.", left,
        )
    return CountBar(
        caption=_("Signatures"), parts=(("for", signed),), base=max(whole, signed),
        figure=_("%(signed)s signed") % figures, line=share if whole else None,
        line_words=_("%(needed)s needed") % figures, sentence=sentence % figures,
        reached=over or count.reached,
    )


def signed_then(petition, needed):
    """Return how many signatures counted when ``petition`` was reached, by its journal; ``needed`` where that tells nothing."""
    events = Event.objects.filter(stream__name=petition.stream_name, kind="petition.reached")
    return max((event.payload["signed"] for event in events), default=needed)


def who(base):
    """Return of whom ``base`` asks for a share."""
    if base in OF_REPRESENTATIVES:
        return _("residents’ representatives")
    return _("household representatives") if base == PetitionBase.HOUSEHOLDS else _("adult residents")


def others(petition):
    """Return whose petition it is, for a reader who is not among them and so finds no button."""
    words = {"who": who(petition.base), "community": petition.community.name}
    return _("This is signed by %(who)s of %(community)s. By the register you are none of them; if that is wrong, "
             "tell the community’s office.") % words


def button(petition, viewer):
    """Return the act that stands on the one button: sign, or take it back; None where neither is ``viewer``'s to do."""
    if petition.state != PetitionState.OPEN or viewer is None:
        return None
    if petition.signatures.filter(person=viewer).exists():
        return TABLE["petitions.unsign"]
    if entitled(petition.base, petition.community).filter(pk=viewer.pk).exists():
        return TABLE["petitions.sign"]
    return None
