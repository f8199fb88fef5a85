"""The events of step 3. What is found stays with those at work on it until the report is published."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.text.figures import all_grouped

from ..queries.addresses import page_of
from ..queries.followers import followers_of


def _planned(event):
    return _("The inquiry is planned from %(since)s to %(until)s.") % {
        "since": spoken.day_of(event.payload["since"]), "until": spoken.day_of(event.payload["until"]),
    }


def _answers(payload):
    if payload["target"] is None:
        return _("%(returned)s answers") % all_grouped(payload)
    return _("%(returned)s answers of %(target)s asked") % all_grouped(payload)


def _returns_recorded(event):
    answers = _answers(event.payload)
    if event.payload["as_of"]:
        return _("Returns as of %(day)s: %(answers)s.") % {"day": spoken.day_of(event.payload["as_of"]), "answers": answers}
    return _("Returns of the whole period: %(answers)s.") % {"answers": answers}


def _finding_recorded(event):
    if event.payload["corrected"]:
        return _("Finding %(n)s was corrected.") % event.payload
    return _("Finding %(n)s was recorded.") % event.payload


def _option_drafted(event):
    return _("Option %(code)s was drafted.") % event.payload


def _costs_planned(event):
    return _("Costs planned: %(total)s yuan, of which subsidy %(subsidy)s and owners %(owners)s yuan.") % all_grouped(event.payload)


def _closed(event):
    return _("The inquiry is closed: %(answers)s.") % {"answers": _answers(event.payload)}


def _published(event):
    return _("The report of the inquiry is published: %(answers)s; findings: %(findings)s, options: %(options)s.") % {
        **event.payload, "answers": _answers(event.payload)
    }


register(
    EventKind("research.planned", gettext_lazy("inquiry planned"), sentence=_planned),
    EventKind("research.returns_recorded", gettext_lazy("returns recorded"), sentence=_returns_recorded),
    EventKind(
        "research.finding_recorded", gettext_lazy("finding recorded"), Visibility.STAFF, sentence=_finding_recorded
    ),
    EventKind(
        "research.opinion_recorded", gettext_lazy("expert’s opinion recorded"), Visibility.STAFF,
        sentence=lambda event: _("An expert’s opinion was recorded."),
    ),
    EventKind("research.option_drafted", gettext_lazy("option drafted"), Visibility.STAFF, sentence=_option_drafted),
    EventKind("research.costs_planned", gettext_lazy("costs planned"), Visibility.STAFF, sentence=_costs_planned),
    EventKind("research.closed", gettext_lazy("inquiry closed"), sentence=_closed),
    EventKind(
        "research.published", gettext_lazy("report of the inquiry published"), sentence=_published, told=followers_of
    ),
    EventKind(
        "research.call_closed", gettext_lazy("call for opinions closed"), told=followers_of,
        sentence=lambda event: _("The call for opinions is closed; its report is published."),
    ),
    at=page_of,
)
