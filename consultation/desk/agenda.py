"""Forms of step 2: the item, who has a part in it, and everything that is checked before it is admitted."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from meetings.calendar import coming
from meetings.enums import MeetingKind
from meetings.listing import midnight
from meetings.recurring.planned import pattern_of
from yishi.clock.story import today
from yishi.people.rules import holds

from ..collecting import MEMBERS_NEEDED, SUPPORTERS_NEEDED, Channel, InitiativeKind
from ..domain.admission import CHOICES, FLAGS, WORDS
from ..domain.agenda import TEXT_LENGTH
from ..domain.numbers import HIGHEST
from ..enums import HearingForm, Rule
from ..guards.agenda import NOTICE_DAYS, notices
from ..models import Admission, Autonomy, NumberLine, PartyReview, Posting, PostingPurpose, Proposer
from ..models.agenda import POLL_RULES
from ..polls.enums import Electorate
from ..queries.reports import backers_of, members_behind
from ..transitions import TABLE
from .ballots import SHARE, SHARE_TOO
from .fields import DayField, LinesField, PersonField
from .forms import ActForm, form_for
from .inputs import BodyChoice, PlaceChoice, choice, long_text, short_text, tick, whole

DECIDING = [(rule.value, rule.label) for rule in Rule if rule not in POLL_RULES]
WEEK = 7
PUT_FORWARD_BY = {
    InitiativeKind.COMMITTEE: Proposer.COMMITTEE, InitiativeKind.COUNCIL: Proposer.SECRETARIAT,
    InitiativeKind.OWNERS_COMMITTEE: Proposer.OWNERS_COMMITTEE, InitiativeKind.STREET: Proposer.STREET,
}


@form_for("agenda.revise_text")
class ReviseText(ActForm):
    """The text of the item, as it stands, to be changed."""

    text = long_text(_("What is to be deliberated?"), TEXT_LENGTH, rows=7, help_text=_(
        "The earlier versions are kept, and what changed is shown. A new text needs a new notice of five days."
    ))

    def fit(self):
        last = self.thing.agenda_texts.last()
        self.suggest(text=last.text if last else self.thing.summary)


@form_for("agenda.record_admission")
class RecordAdmission(ActForm):
    """The admission checklist, as it stands, to be changed; a new one begins with what the matter says already."""

    later = ("within_autonomy", "rule", "form", "legal_basis")

    proposer = choice(_("Who put it forward?"), [("", _("choose")), *Proposer.choices])
    proposed_by_words = short_text(_("By name"), WORDS["proposed_by_words"], required=False,
                                   help_text=_("As it is to be read: the committee, 12 residents of building 7."))
    signatures = whole(_("How many signed"), required=False,
                       help_text=_("For a joint signature: at least ten residents, or five council members."))
    in_topic_list = tick(_("It is in the topic list"),
                         help_text=_("The topic list says what the community deliberates (议事清单)."))
    within_autonomy = choice(_("Is it for the community to settle?"), Autonomy, required=False, help_text=_(
        "Self-government is what the law leaves to residents themselves; what goes beyond is taken to those in charge."
    ))
    escalate = short_text(_("What goes beyond, and to whom it is taken"), WORDS["escalate"], required=False)
    needs_owner_vote = tick(_("The owners must vote on it"), help_text=_(
        "Building, funds for repairs, the rules of the estate and its manager are for the owners alone "
        "(Civil Code art. 278)."
    ))
    rule = choice(_("Who decides, and by which rule?"), DECIDING, required=False, help_text=_(
        "It stands for good once the item is admitted. An advisory poll decides nothing and cannot be chosen."
    ))
    electorate = choice(_("Whose roll is it?"), Electorate, required=False, help_text=_(
        "It stands for good too. Empty: as the rule says."
    ))
    voting_place = PlaceChoice(_("Of which place?"), required=False, help_text=_(
        "Owners vote where the matter is, every other body for the whole community. Empty: so."
    ))
    local_quorum = short_text(_("Local quorum"), WORDS["local_quorum"], required=False, help_text=SHARE)
    local_threshold = short_text(_("Local share in favour"), WORDS["local_threshold"], required=False, help_text=SHARE_TOO)
    form = choice(_("In what form is it deliberated?"), HearingForm, required=False, help_text=_(
        "A hearing hears those concerned before something is decided; an open talk looks for common ground "
        "(Organic Law, art. 32)."
    ))
    form_words = short_text(_("What the meeting is called here"), WORDS["form_words"], required=False)
    legal_basis = short_text(_("Legal basis"), WORDS["legal_basis"], required=False,
                             help_text=_("The articles that say the community, or the owners, may decide it."))
    fast_track = tick(_("Urgent: steps may follow each other without waiting"))
    note = short_text(_("Note"), WORDS["note"], required=False)

    def fit(self):
        row = Admission.objects.filter(matter=self.thing).first()
        if row is not None:
            self.suggest(**{name: getattr(row, name) for name in (*CHOICES, *WORDS, *FLAGS, "signatures")})
            self.suggest(voting_place=row.voting_place_id)
        else:
            self.suggest(fast_track=self.thing.fast_track, in_topic_list=bool(self.thing.topic))
            self.suggest(**put_forward(self.thing))


@form_for("agenda.name_stakeholder")
class NameStakeholder(ActForm):
    """A party to the matter."""

    at_most_one = ("person", "body")

    words = short_text(_("Who has a stake in it?"), 120, help_text=_(
        "A stakeholder is somebody whose interests the result touches: the owners of a stairwell, a shop, a company."
    ))
    person = PersonField(label=_("The person, where it is one of the register"), required=False)
    body = BodyChoice(_("The body, where it is one"), required=False)


@form_for("agenda.declare_conflict")
class DeclareInterest(ActForm):
    """Somebody's interest in the matter, or that there is none."""

    at_most_one = ("on_behalf_of", "person_words")

    words = short_text(_("What is it?"), 300, help_text=_(
        "An interest is what one stands to gain or lose oneself. Whoever has one takes no part in studying the matter, "
        "admitting or declining it."
    ))
    on_behalf_of = PersonField(label=_("Whose, where it is not your own"), required=False)
    person_words = short_text(_("or somebody who is not in the register"), 60, required=False)

    def fit(self):
        clerk = holds(self.actor, TABLE["agenda.declare_no_conflict"].roles, self.thing.community)
        if not clerk:
            self.leave_out("on_behalf_of", "person_words")


@form_for("agenda.declare_no_conflict")
class DeclareNoInterest(DeclareInterest):
    """That nobody has an interest, or that this one party has none."""

    def fit(self):
        super().fit()
        words, whose = self.fields["words"], self.fields["on_behalf_of"]
        words.label, words.required = _("What was looked at"), False
        words.help_text = _("You record that nobody, or the party named below, stands to gain or lose by the matter.")
        whose.label = _("Of one party alone")


@form_for("agenda.review", "agenda.return_for_work")
class Study(ActForm):
    """What the party organisation said after its study; the text that it studied stands above."""

    reads_head = _("The text of the item")

    body_words = short_text(_("Which body met?"), 60)
    opinion = long_text(_("What did it say?"), 1000, help_text=_(
        "The party organisation studies an item before it goes on the agenda (Organic Law, art. 30). It agrees, or "
        "returns the item for more work; it does not decide the matter itself."
    ))
    reviewed_on = DayField(label=_("On which day?"))

    def fit(self):
        text = self.thing.agenda_texts.last()
        self.reads = text.text.splitlines() if text else ()
        last = PartyReview.objects.filter(community=self.thing.community).last()
        self.suggest(reviewed_on=today(), body_words=last.body_words if last else None)


def next_of(series, year):
    """Return what is said under the field for a number of the register ``series``: which one is given where it stays empty."""
    last = NumberLine.objects.filter(series=series, year=year).order_by("number").last()
    return _("Empty: the next one is given, %(number)s. A number that is skipped has to be explained.") % {
        "number": f"{series}〔{year}〕{last.number + 1 if last else 1}号",
    }


@form_for("agenda.number")
class TakeNumber(ActForm):
    """The number in the register of this year."""

    number = whole(_("Number"), 1, HIGHEST, required=False)

    def fit(self):
        self.fields["number"].help_text = next_of(f"{self.thing.community.short}议", today().year)


@form_for("agenda.schedule")
class Schedule(ActForm):
    """The day on which the item is on an agenda."""

    day = DayField(label=_("On the agenda of which day?"), help_text=_(
        "At least five days after its notice went up, the day of the notice not counted."
    ))

    def fit(self):
        admission, notice = Admission.objects.filter(matter=self.thing).first(), notices(self.thing).first()
        earliest = max(today(), (notice.since if notice else today()) + dt.timedelta(days=NOTICE_DAYS))
        self.suggest(day=(admission and admission.scheduled_on) or next_evening(self.thing.community, earliest))


@form_for("agenda.post_notice")
class PostNotice(ActForm):
    """The notice of the item: where it hangs, and how long."""

    since = DayField(label=_("Goes up on"), help_text=_("Today or later: the days count from when it goes up."))
    until = DayField(label=_("Hangs until"), help_text=_("At least five days, the day it goes up not counted."))
    channels = LinesField(label=_("Where it hangs"), max_length=60, help_text=_("One place or medium per line."))
    words = short_text(_("What it says besides"), 500, required=False)

    def fit(self):
        self.suggest(since=today(), until=today() + dt.timedelta(days=WEEK), channels=usual_channels(self.thing))


@form_for("agenda.decline")
class DeclineItem(ActForm):
    """Why the matter is not deliberated."""

    reason = long_text(_("Why is it not admitted?"), 1000,
                       help_text=_("The matter ends here. Everybody who filed or supports it is told this."))


def put_forward(matter):
    """Return who put ``matter`` forward, as its collection says: a body's decision, or those who stand behind it."""
    initiative = matter.initiatives.first()
    if initiative is not None:
        return {"proposer": PUT_FORWARD_BY[initiative.kind]}
    if matter.reports.filter(channel=Channel.GRID).exists():
        return {"proposer": Proposer.GRID_WORKER}
    backers, members = backers_of(matter).count(), members_behind(matter, today())
    if backers >= SUPPORTERS_NEEDED:
        return {"proposer": Proposer.RESIDENTS, "signatures": backers}
    return {"proposer": Proposer.COUNCIL_MEMBERS, "signatures": members} if members >= MEMBERS_NEEDED else {}


def next_evening(community, day):
    """Return the first date from ``day`` on at which the council of ``community`` meets by its standing date."""
    return coming(pattern_of(community, MeetingKind.COUNCIL), 1, since=midnight(day))[0].date


def usual_channels(matter):
    """Return where the last agenda notice of the community hung."""
    last = Posting.objects.filter(community=matter.community, purpose=PostingPurpose.AGENDA).order_by("pk").last()
    return last.channels if last else []
