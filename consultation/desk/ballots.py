"""Forms of ballots: prepared, announced, put before those on the roll, closed, certified. Counts: counting.py."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.people.names import display_name
from yishi.people.rules import with_seats
from yishi.text.side_by_side import listed

from ..domain.admission import SHARES
from ..enums import Rule
from ..guards.ballots import frozen_with
from ..polls.enums import Electorate, Method, Secrecy
from ..polls.models import Poll, RollEntry, RollVoter
from ..polls.queries import for_second_ballot
from ..polls.rules import RULES, usual_electorate
from ..polls.sentences import area
from ..polls.tallying import choices_of
from .choice_lines import ChoiceLines, line_of
from .fields import DayField, LinesField, MomentField, PersonField
from .forms import ActForm, form_for
from .inputs import MOST_YUAN, PersonLines, PlaceChoice, choice, long_text, short_text, tick, whole

SMALL_ROLL = 60  # up to this many lines a roll is offered as a list
WINDOW_DAYS = 7
SEATS = (
    Role.COUNCIL_MEMBER, Role.RESIDENT_REP, Role.COMMUNITY_COMMITTEE, Role.COMMUNITY_SECRETARY, Role.OWNERS_COMMITTEE,
    Role.SUPERVISORY_MEMBER,
)
# rule → secrecy with which its form begins
BEGINNINGS = {
    Rule.COUNCIL: Secrecy.SHOW_OF_HANDS, Rule.REP_ASSEMBLY: Secrecy.SECRET, Rule.RESIDENTS_ASSEMBLY: Secrecy.SECRET,
    Rule.OWNERS_ORDINARY: Secrecy.NAMED, Rule.OWNERS_SPECIAL: Secrecy.NAMED, Rule.ADVISORY_POLL: Secrecy.SECRET,
    Rule.APPROVAL_POLL: Secrecy.SECRET, Rule.CONSENT: Secrecy.SHOW_OF_HANDS,
}
DECIDES = (
    ("", _("yes, if it is by the frozen rule")), ("yes", _("yes")), ("no", _("no, advisory")),
)
SHARE = _("A local rule may ask for more than the law, never for less: >1/2 or >=2/3. Empty: as the law says.")
SHARE_TOO = _("Written in the same way; never less than the law asks for.")


@form_for("ballots.prepare")
class PrepareBallot(ActForm):
    """A ballot of one question, as the matter's rule and drafted options suggest it."""

    question = short_text(_("What is asked?"), 255, help_text=_("One question that the choices below can answer."))
    description = long_text(_("What one should know before voting"), 4000, required=False)
    rule = choice(_("Who decides?"), Rule, help_text=_(
        "The rule says who votes and how many have to take part and agree; it is frozen when a matter is admitted, "
        "and only a ballot by that rule decides."
    ))
    decisive = forms.ChoiceField(label=_("Does it decide the matter?"), choices=DECIDES, required=False)
    method = choice(_("How is it answered?"), Method)
    choices = ChoiceLines(label=_("Choices"), required=False, help_text=_(
        "One a line; each is given a letter, or write it: A | text. For projects with the cost in yuan: text | 20000. "
        "In favour, against and abstain stand there by themselves."
    ))
    second_ballot = tick(_("If no option reaches the share, the two that led are voted on once more"), help_text=_(
        "For one of several options. It is said before the vote; afterwards it cannot be added."
    ))
    after = choice(_("Is it the second ballot?"), (), required=False)
    max_choices = whole(_("How many may be chosen"), 1, 1000, required=False, help_text=_("Where several may be."))
    cap_yuan = whole(_("Sum to spend, in yuan"), 0, MOST_YUAN, required=False, help_text=_("For projects."))
    secrecy = choice(_("Named or secret?"), Secrecy, help_text=_(
        "Named: who voted how is on record. Secret: the choice is stored without the name. Owners vote by name."
    ))
    electorate = choice(_("Who votes?"), Electorate, help_text=_(
        "The roll is read from the register when the ballot opens, and then stands."
    ))
    roles = forms.MultipleChoiceField(
        label=_("Whose seats"), choices=[(role.value, role.label) for role in SEATS], required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_(
            "Where members vote. In the council and the representatives’ assembly the rule fixes the seats: leave it empty."
        ),
    )
    place = PlaceChoice(_("Of which place"))
    min_age = whole(_("From what age"), 14, 120, required=False, help_text=_(
        "Residents vote from 18; in an advisory poll, which decides nothing, from 14."
    ))
    opens_at = MomentField(label=_("Opens at"), required=False, help_text=_("Empty: when the meeting opens it."))
    closes_at = MomentField(label=_("Closes at"), required=False, help_text=_("Empty: when the meeting closes it."))
    may_change = tick(_("Votes may be changed until it closes; the last one counts"), help_text=_(
        "Named votes alone: a secret one cannot be found again."
    ))
    proxies = tick(_("Votes by proxy are taken"), help_text=_(
        "A proxy votes in another’s place, with a paper that says so."
    ))
    local_quorum = short_text(_("Local quorum"), 12, required=False, help_text=SHARE)
    local_threshold = short_text(_("Local share in favour"), 12, required=False, help_text=SHARE_TOO)

    def fit(self):
        matter = self.thing
        self.fit_second([poll for poll in matter.polls.all() if for_second_ballot(poll)])
        rule = self.initial.get("rule") or matter.rule or Rule.ADVISORY_POLL
        known = rule if rule in RULES else Rule.ADVISORY_POLL  # the address may ask for anything
        frozen = frozen_with(matter) if rule == matter.rule else {}
        electorate = frozen.get("electorate") or usual_electorate(known) or Electorate.MEMBERS
        whole = RULES[known].of_community or electorate == Electorate.MEMBERS
        self.suggest(**{name: frozen.get(name, "") for name in SHARES})
        options = list(matter.options.all())
        methods = RULES[known].methods
        self.suggest(
            rule=rule, decisive="" if matter.rule else "no", question=matter.title, electorate=electorate,
            secrecy=BEGINNINGS[known], min_age=18, max_choices=1,
            place=frozen["place"].pk if "place" in frozen else matter.community_id if whole else matter.place_id,
            roles=[Role.COUNCIL_MEMBER] if rule == Rule.CONSENT else [], choices=[line_of(option) for option in options],
            method=_first(methods, [Method.SINGLE] if options else [], Method.YES_NO_ABSTAIN, Method.APPROVAL),
        )
        if electorate != Electorate.MEMBERS:
            self.suggest(**_window(RULES[known].notice_days))

    def fit_second(self, firsts):
        """Offer the second ballot after ``firsts``, with the options that led; leave the question out where none is due."""
        if not firsts:
            return self.leave_out("after")
        self.fields["after"].choices = [
            ("", _("no")), *((poll.pk, _("yes, between the two that led in “%(poll)s”") % {"poll": poll}) for poll in firsts)
        ]
        led = [row for row in choices_of(firsts[-1]) if row.code in for_second_ballot(firsts[-1])]
        self.suggest(after=firsts[-1].pk, choices=[f"{row.code} | {row.choice}" for row in led], method=Method.SINGLE)

    def arguments(self):
        given = super().arguments()
        several = given["method"] in {Method.APPROVAL, Method.BUDGET}
        first = given.get("after")
        return given | {
            "after": Poll.objects.get(pk=first) if first else None,
            "decisive": {"yes": True, "no": False}.get(given["decisive"]),
            "choices": given["choices"] if given["method"] != Method.YES_NO_ABSTAIN else None,
            "roles": given["roles"] if given["electorate"] == Electorate.MEMBERS else [],
            "min_age": given["min_age"] or 18, "max_choices": (given["max_choices"] or 1) if several else 1,
            "cap_yuan": given["cap_yuan"] if given["method"] == Method.BUDGET else None,
        }


@form_for("ballots.announce")
class AnnounceBallot(ActForm):
    """Where the notice of the ballot hangs."""

    channels = LinesField(label=_("Where it is posted"), required=False, help_text=_(
        "One place or medium per line. The notice runs from tomorrow: "
        "15 days before a vote of owners, 10 before an assembly."
    ))
    until = DayField(label=_("It hangs until"), required=False)
    words = long_text(_("What the notice says"), 500, required=False, help_text=_(
        "Word for word, as it hangs there. Empty: the record says where it hangs, and until when."
    ))

    def fit(self):
        last = self.thing.closes_at or self.thing.opens_at
        self.suggest(until=timezone.localtime(last).date() if last else today() + dt.timedelta(15))


@form_for("ballots.freeze")
class FreezeRoll(ActForm):
    """Of a ballot by list the persons on it; any other roll is read from the register."""

    persons = PersonLines(label=_("Who votes"), help_text=_(
        "One person a line: whole name, register number or account name. Nobody comes on a frozen roll or leaves it."
    ), widget=forms.Textarea(attrs={"rows": 12}))

    def fit(self):
        if self.thing.electorate != Electorate.LISTED:
            self.leave_out("persons")


@form_for("ballots.recuse")
class RecuseUnit(ActForm):
    """Who stands aside from the vote, and why: chosen from a small roll, found by name on a large one."""

    unit = choice(_("Who stands aside?"), (), help_text=_(
        "Whoever has an interest of his or her own in the matter does not vote on it (recusal)."
    ))
    words = short_text(_("What interest"), 200)

    def fit(self):
        entries = RollEntry.objects.filter(poll=self.thing)
        if 0 < entries.count() <= SMALL_ROLL:
            self.fields["unit"].choices = [("", _("choose")), *unit_choices(entries.filter(recusal=None), self.actor)]
            return
        self.fields["unit"] = PersonField(
            label=self.fields["unit"].label, community=self.thing.community, help_text=_(
                "Whole name, register number or account name. Whoever has an interest of their own does not vote (recusal)."
            ),
        )

    def arguments(self):
        given = super().arguments()
        if isinstance(given["unit"], str):
            return given
        line = RollVoter.objects.filter(poll=self.thing, person=given["unit"]).select_related("entry").first()
        return given | {"unit": line.entry if line else given["unit"]}


@form_for("ballots.close")
class CloseBallot(ActForm):
    """How many were in the room, where that is more than those who voted."""

    present = whole(_("Present at the meeting"), required=False, help_text=_(
        "Without those who stood aside. Whoever was there and did not vote counts as present. Empty: those who voted."
    ))

    def fit(self):
        if self.thing.secrecy == Secrecy.SHOW_OF_HANDS:
            self.leave_out("present")


@form_for("ballots.certify")
class CertifyBallot(ActForm):
    """What the certifier wants on record beside the figures."""

    statement = long_text(_("Statement"), 300, rows=2, required=False, help_text=_(
        "Whoever certifies answers for roll, question and count; so it is nobody who entered or counted a vote."
    ))


@form_for("ballots.annul")
class AnnulBallot(ActForm):
    """Why the ballot counts for nothing."""

    because = long_text(_("Why it is annulled"), 300, rows=2, help_text=_(
        "Its votes stay on record, and no result of it is ever shown. A new ballot is prepared and announced anew."
    ))


def unit_choices(entries, reader):
    """Return (unit, words) for ``entries`` of a roll: the names of who votes for it, and its area where that counts."""
    found = []
    for entry in entries.prefetch_related(with_seats("voters__person")):
        words = listed(display_name(voter.person, reader) for voter in entry.voters.all()) or entry.unit
        if entry.area_dm2:
            words = _("%(names)s, %(area)s m²") % {"names": words, "area": area(entry.area_dm2)}
        found.append((entry.unit, words))
    return found


def _first(methods, *wanted):
    """Return the first of ``wanted`` that is among ``methods``."""
    flat = [each for item in wanted for each in (item if isinstance(item, list) else [item])]
    return next((method for method in flat if method in methods), Method.SINGLE)


def _window(notice_days):
    """Return a week's window that opens on the first day that the notice allows, announced today."""
    first = today() + dt.timedelta(max(notice_days, 1))
    last = first + dt.timedelta(WINDOW_DAYS - 1)
    return {
        "opens_at": timezone.make_aware(dt.datetime.combine(first, dt.time(9))),
        "closes_at": timezone.make_aware(dt.datetime.combine(last, dt.time(18))),
    }
