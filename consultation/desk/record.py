"""Forms of what is said and agreed in the hall, and of a matter's place on a meeting's agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import EntryState, MeetingState, Stance
from meetings.models import AgendaEntry, Consensus, Meeting
from meetings.notice import too_late
from meetings.queries import consensus_of
from meetings.transitions import TABLE as HALL
from yishi.clock.story import today
from yishi.text.figures import whole_number

from ..enums import MatterState
from ..models import Sitting, SittingKind
from .fields import DayField, MomentField, PersonField
from .forms import ActForm, form_for
from .inputs import (
    OneRow,
    PersonChoice,
    at_and_above,
    at_the_table,
    called_entry,
    called_meeting,
    called_sitting,
    choice,
    first_words,
    long_text,
    short_text,
    special_case,
    tick,
    whole,
)
from .lacking import first_do

TO_COME = (MeetingState.PLANNED, MeetingState.OPEN)
NO_STATEMENT = _("No statement stands in the record of this meeting.")
AGREED_HELP = _("It takes the place of what was recorded before; the earlier words are kept.")


class OfAnEntry(ActForm):
    """Something about an entry of the meeting's agenda; the one being dealt with is chosen first."""

    first = "agenda_entry"
    agenda_entry = OneRow(_("Which entry?"), says=called_entry, none=_("Nothing stands on the agenda of this meeting."))

    def fit(self):
        first_do(self, "agenda_entry", "meetings.add_entry", self.thing)
        rows = self.thing.entries.exclude(state=EntryState.STRUCK)
        self.fields["agenda_entry"].queryset = rows
        self.current = rows.filter(state=EntryState.CURRENT).first()
        self.suggest(agenda_entry=self.current and self.current.pk)


@form_for("statements.state")
class RecordStatement(OfAnEntry):
    """What somebody said."""

    either = ("speaker", "speaker_words")

    speaker = PersonChoice(_("Who spoke?"), required=False)
    speaker_words = short_text(_("Or somebody who is not in the list"), 60, required=False,
                               help_text=_("As it is to be read. No room number: the transcript is public."))
    stance = choice(_("Where do they stand?"), Stance, help_text=_("The stance is said before the reasons."))
    stance_words = short_text(_("The stance in their own words"), 30, required=False)
    text = long_text(_("What was said?"), 4000, rows=6)
    at = MomentField(label=_("When?"), required=False, help_text=_("Left empty, it is now."))

    def fit(self):
        super().fit()
        self.fields["speaker"].queryset = at_the_table(self.thing)


@form_for("statements.correct")
class CorrectStatement(ActForm):
    """A statement as it stands, to be corrected."""

    first = "statement"
    statement = OneRow(_("Which statement?"), says=lambda row: f"{row.n}. {first_words(row)}", none=NO_STATEMENT)
    text = long_text(_("What was said?"), 4000, rows=6, required=False, help_text=_(
        "Choose a statement and leave this empty: its text appears here to be corrected. The earlier text is kept."
    ))
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def fit(self):
        first_do(self, "statement", "statements.state", self.thing)
        rows = self.fields["statement"].queryset = self.thing.statements.order_by("n")
        row = rows.filter(pk=whole_number(self.initial.get("statement", ""))).first()
        if row is not None:
            self.suggest(text=row.text, seen_version=row.version)

    def clean(self):
        row = self.cleaned_data.get("statement")
        if row is not None and not self.cleaned_data.get("text"):
            self.recall("text", row.text)
            self.data["seen_version"] = row.version

    def refuse(self, refusal):
        """Show, beside what was typed, what somebody else made of it meanwhile."""
        super().refuse(refusal)
        row = self.thing.statements.get(pk=self.cleaned_data["statement"].pk)
        if self.cleaned_data.get("seen_version") not in (None, row.version):
            self["text"].help_text = _("It reads now: %(text)s") % {"text": row.text}
            self.data["seen_version"] = row.version


@form_for("minutes.record_consensus")
class RecordAgreement(OfAnEntry):
    """What was agreed on an entry."""

    text = long_text(_("What was agreed?"), 4000, rows=6, help_text=AGREED_HELP)
    draft = tick(_("It is a draft, read out before the vote"))

    def fit(self):
        super().fit()
        stands = consensus_of(self.current) if self.current else None
        self.suggest(text=stands.text if stands else None)


@form_for("minutes.record_objection")
class RecordObjection(ActForm):
    """Who does not agree, and with what."""

    either = ("person", "words")

    consensus = OneRow(_("Against what was agreed"), says=first_words, required=False,
                       empty_label=_("against the record itself"))
    person = PersonField(label=_("Who objects?"), required=False)
    words = short_text(_("or somebody who is not in the register"), 60, required=False)
    text = long_text(_("What is objected?"), 2000)

    def fit(self):
        self.fields["consensus"].queryset = Consensus.objects.filter(entry__meeting=self.thing)


@form_for("sittings.put")
class PutOnAgenda(ActForm):
    """A meeting to come on whose agenda the matter is put."""

    meeting = OneRow(_("Which meeting?"), says=called_meeting, none=_("No meeting is planned. Convene one first."),
                     widget=forms.RadioSelect)
    kind = choice(_("For what?"), [], help_text=_("A deliberation weighs the options; a decision takes the vote."))
    entry = OneRow(_("An entry that stands there already"), required=False, empty_label=_("a new entry"),
                   says=lambda row: f"{called_meeting(row.meeting)} · {called_entry(row)}")
    title = short_text(_("Title of a new entry"), 160, required=False, help_text=_("Empty: the title of the matter."))
    minutes = whole(_("Minutes"), 0, 600, initial=20)
    notice_reason = special_case()

    def fit(self):
        matter = self.thing
        places = at_and_above(matter.community)
        rows = Meeting.objects.filter(community__in=places, state__in=TO_COME).order_by("starts_at")
        self.fields["meeting"].queryset = rows
        self.fields["entry"].queryset = AgendaEntry.objects.filter(
            meeting__in=rows, sitting=None, state__in=(EntryState.PENDING, EntryState.CURRENT)
        ).select_related("meeting")
        kinds = [SittingKind.DELIBERATION, SittingKind.DECISION]
        if matter.state == MatterState.AGENDA_REVIEW:
            kinds = [SittingKind.AGENDA, SittingKind.DELIBERATION]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.suggest(kind=kinds[0].value, meeting=first_in_time(rows))
        first_do(self, "meeting", "meetings.schedule", matter.community)


def first_in_time(meetings):
    """Return the key of the first of ``meetings`` for which notice can still be given; where there is none, of the first."""
    rows = [meeting for meeting in meetings if not meeting.rule.private]
    return next((row.pk for row in rows if not too_late(row.kind, row.date)), rows[0].pk if rows else None)


class OfASitting(ActForm):
    """Something about one of the matter's sittings."""

    first = "sitting"
    sitting = OneRow(_("Which meeting?"), says=called_sitting, none=_("No meeting to come has this matter on its agenda."),
                     widget=forms.RadioSelect)

    def among(self, **which):
        """Offer the sittings in halls that still stand; the last one first."""
        rows = Sitting.objects.filter(matter=self.thing, entry__isnull=False, **which).standing().with_meeting()
        self.fields["sitting"].queryset = rows
        self.last = rows.order_by("-entry__meeting__starts_at").first()
        self.suggest(sitting=self.last and self.last.pk)


@form_for("sittings.take_off")
class TakeOff(OfASitting):
    """Why the matter is not dealt with at that meeting."""

    reason = short_text(_("Why?"), 200, help_text=_("It is public, on the page of the matter and in the minutes."))

    def fit(self):
        self.among(entry__meeting__state=MeetingState.PLANNED)


@form_for("deliberation.record_consensus")
class RecordMatterAgreement(OfASitting):
    """What was agreed on the matter."""

    text = long_text(_("What was agreed?"), 4000, rows=6, help_text=AGREED_HELP)
    draft = tick(_("It is a draft, read out before the vote"))

    def fit(self):
        self.fields["sitting"].none = _("No meeting that has been opened deliberates or decides on this matter.")
        first_do(self, "sitting", "sittings.put", self.thing)
        self.among(kind__in=(SittingKind.DELIBERATION, SittingKind.DECISION),
                   entry__meeting__state__in=HALL["minutes.record_consensus"].sources)
        stands = consensus_of(self.last.entry) if self.last else None
        self.suggest(text=stands.text if stands else None)


@form_for("sittings.hold_by_papers")
class HoldByPapers(ActForm):
    """Since when papers go round."""

    held_on = DayField(label=_("From which day?"))
    words = short_text(_("How are the papers collected?"), 200, required=False, help_text=_(
        "A ballot by papers has no meeting: two persons carry the box from door to door, and count it together."
    ))

    def fit(self):
        self.suggest(held_on=today())
