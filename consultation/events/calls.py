"""The events of public calls and hearings. An opinion stands with the office and its giver until the table is published."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person
from yishi.people.rules import with_seats

from ..models import CallOpinion, HearingParticipant
from ..naming import named
from ..queries.addresses import page_of
from ..queries.followers import followers, followers_of
from ..rows import Row

_participant = Row(HearingParticipant, "participant", "hearing", prefetch=(lambda: with_seats("person"),))


def _opened(event):
    words = {"since": spoken.day_of(event.payload["since"]), "until": spoken.day_of(event.payload["until"])}
    return _("Opinions on the draft are called for, from %(since)s to %(until)s.") % words


def _extended(event):
    return _("The call for opinions runs until %(day)s.") % {"day": spoken.day_of(event.payload["until"])}


def _closed(event):
    return _("The call is closed. Opinions: %(opinions)s, of which adopted %(adopted)s, in part %(partly)s, "
             "not adopted %(not)s; the answers are published.") % event.payload


def _answered(event):
    n = len(event.payload.get("others", ())) + 1
    return ngettext("%(n)s opinion was answered.", "%(n)s opinions were answered.", n) % {"n": n}


def _prepared(event):
    return _("A hearing on %(day)s is being prepared.") % {"day": spoken.day_of(event.payload["day"])}


def _published(event):
    return _("Papers and participants of the hearing on %(day)s are published.") % {"day": spoken.day_of(event.payload["day"])}


def _of(sentence):
    """Return a reading that names the participant, who may be called by name: participants are published (art. 16)."""

    def read(event):
        row = _participant(event)
        return sentence() % {"who": named(row), "how": row.get_chosen_display()}

    return read


def _givers(event):
    """Return who gave the opinions that an event answers, where the register knows them."""
    keys = [event.payload["opinion"], *event.payload.get("others", ())]
    return Person.objects.filter(pk__in=CallOpinion.objects.filter(pk__in=keys).values("person"))


def _all_givers(event):
    """Return the followers of the matter and everybody who gave an opinion."""
    matter = int(event.stream.name.removeprefix("matter:"))
    given = CallOpinion.objects.filter(matter=matter).values("person")
    return Person.objects.filter(Q(pk__in=followers(matter).values("pk")) | Q(pk__in=given))


STAFF = Visibility.STAFF
register(
    EventKind("call.opened", gettext_lazy("call for opinions opened"), sentence=_opened, told=followers_of),
    EventKind("call.extended", gettext_lazy("call for opinions runs longer"), sentence=_extended),
    EventKind("call.opinion_given", gettext_lazy("opinion given"), unnamed=True,
              sentence=lambda event: _("Opinion %(n)s came in.") % event.payload),
    EventKind("call.opinion_taken_back", gettext_lazy("opinion taken back"), unnamed=True,
              sentence=lambda event: _("Opinion %(n)s was taken back.") % event.payload),
    EventKind("call.opinion_answered", gettext_lazy("opinion answered"), STAFF, sentence=_answered, told=_givers),
    EventKind("call.answer_corrected", gettext_lazy("answer changed"), STAFF,
              sentence=lambda event: _("The answer to opinion %(n)s was changed.") % event.payload, told=_givers),
    EventKind("call.closed", gettext_lazy("call for opinions closed"), sentence=_closed, told=_all_givers),
    EventKind("hearing.prepared", gettext_lazy("hearing being prepared"), STAFF, sentence=_prepared),
    EventKind("hearing.participant_named", gettext_lazy("participant named"), STAFF, preload=_participant.preload,
              sentence=_of(lambda: _("%(who)s takes part in the hearing (%(how)s)."))),
    EventKind("hearing.participant_struck", gettext_lazy("participant taken off"), STAFF, preload=_participant.preload,
              sentence=_of(lambda: _("%(who)s does not take part in the hearing."))),
    EventKind("hearing.published", gettext_lazy("hearing announced"), sentence=_published, told=followers_of),
    EventKind("hearing.dropped", gettext_lazy("hearing dropped"), STAFF,
              sentence=lambda event: _("The hearing is not held.")),
    EventKind("hearing.record_signed", gettext_lazy("record of the hearing signed"), preload=_participant.preload,
              sentence=_of(lambda: _("%(who)s signed the record of the hearing."))),
    EventKind("hearing.participant_excused", gettext_lazy("record of the hearing not signed"), STAFF,
              preload=_participant.preload,
              sentence=_of(lambda: _("%(who)s did not sign the record of the hearing; the reason is on record."))),
    at=page_of,
)
