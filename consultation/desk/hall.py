"""Forms of the hall: convening a meeting, its agenda, who is there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import AdmittedBy, Capacity, EntryState, InviteeKind, MeetingKind
from meetings.models import Meeting
from meetings.queries import debate_rules
from meetings.recurring.planned import in_force, next_free
from meetings.transitions import CONVENERS
from yishi.clock.story import now
from yishi.people.enums import Role
from yishi.people.models import Person, Seat
from yishi.people.rules import holds

from .fields import DayField, LinesField, MomentField, PersonField
from .forms import ActForm, form_for
from .inputs import (
    OneRow,
    PersonChoice,
    PersonChoices,
    PersonLines,
    alone,
    called_entry,
    choice,
    members,
    short_text,
    special_case,
    tick,
    whole,
    with_names,
)

STILL = (EntryState.PENDING, EntryState.CURRENT)
NO_ENTRY = _("No entry is still to be dealt with.")


@form_for("meetings.schedule")
class ScheduleMeeting(ActForm):
    """A meeting to come; what can be guessed is filled in from the last one."""

    kind = choice(_("What sort of meeting?"), MeetingKind, initial=MeetingKind.COUNCIL)
    title = short_text(_("Title"), 120)
    starts_at = MomentField(label=_("Begins at"), help_text=_(
        "Filled in: the next standing date for which notice can still be given in time."
    ))
    place_words = short_text(_("Where"), 80)
    facilitator = PersonField(label=_("Who presides"))
    recorder = PersonField(
        label=_("Who records"), help_text=_("Not the person who presides: both sign the minutes.")
    )
    entitled = whole(_("Members entitled to be present"), required=False, help_text=_(
        "The quorum is counted from them: so many of them must be there before anything is decided."
    ))
    form_words = short_text(_("What the meeting is called here"), 60, required=False)
    original_date = DayField(label=_("Moved from"), required=False, help_text=_("Leave it empty if it was not moved."))
    observer_seats = whole(_("Seats for observers"), required=False)
    note = short_text(_("Note"), 200, required=False)
    notice_reason = special_case()

    def fit(self):
        community = self.thing.community
        if not holds(self.actor, CONVENERS, community):
            self.fields["kind"].choices = [(MeetingKind.OWNERS_ASSEMBLY.value, MeetingKind.OWNERS_ASSEMBLY.label)]
        kind = self.thing.kind if self.thing.kind in MeetingKind.values else MeetingKind.COUNCIL
        next_one = Meeting(community=community, kind=kind, starts_at=next_free(community, kind).starts_at)
        regular, last = in_force(community, kind), Meeting.objects.filter(community=community).first()
        if regular is not None:
            self.suggest(place_words=regular.place_words)
        if last is not None:
            self.suggest(place_words=last.place_words, observer_seats=last.observer_seats)
        self.suggest(
            starts_at=next_one.starts_at, entitled=members(next_one).count(), observer_seats=0,
            facilitator=the_one(Role.FACILITATOR, community), recorder=the_one(Role.RECORDER, community),
        )

    def arguments(self):
        given = super().arguments()
        return given | {name: given[name] or 0 for name in ("entitled", "observer_seats")}


@form_for("meetings.reschedule")
class Reschedule(ActForm):
    """Another hour or place for a meeting to come."""

    starts_at = MomentField(label=_("Begins at"), help_text=_("It may come earlier only if notice can still be given."))
    place_words = short_text(_("Where"), 80, required=False)
    reason = short_text(_("Why is it moved?"), 200, help_text=_("Members and guests are told."))
    notice_reason = special_case()

    def fit(self):
        self.suggest(starts_at=self.thing.starts_at, place_words=self.thing.place_words)


@form_for("meetings.cancel")
class CallOff(ActForm):
    """Why the meeting does not take place."""

    reason = short_text(_("Why is it called off?"), 200, help_text=_("Members and guests are told."))


@form_for("meetings.appoint")
class Appoint(ActForm):
    """Who presides and who records."""

    facilitator = PersonField(label=_("Who presides"), required=False)
    recorder = PersonField(label=_("Who records"), required=False)

    def fit(self):
        self.suggest(facilitator=named(self.thing.facilitator), recorder=named(self.thing.recorder))


@form_for("meetings.invite")
class Invite(ActForm):
    """A guest."""

    either = ("person", "words")

    kind = choice(
        _("As what?"), InviteeKind, help_text=_("Guests may speak with the chair’s permission; they do not vote.")
    )
    person = PersonField(label=_("Who"), required=False)
    words = short_text(_("or somebody who is not in the register"), 80, required=False)


@form_for("meetings.add_entry")
class AddEntry(ActForm):
    """An entry at the end of the agenda."""

    title = short_text(_("What is dealt with?"), 160)
    minutes = whole(_("Minutes"), 0, 600, initial=20)


@form_for("meetings.strike_entry")
class StrikeEntry(ActForm):
    """An entry that is not dealt with at this meeting."""

    first = "agenda_entry"
    agenda_entry = OneRow(_("Which entry?"), says=called_entry, none=NO_ENTRY)
    reason = short_text(_("Why?"), 200, help_text=_("It is public, on the page of the meeting and in its minutes."))

    def fit(self):
        self.fields["agenda_entry"].queryset = self.thing.entries.filter(state=EntryState.PENDING)


@form_for("meetings.move_to_entry")
class CallEntry(ActForm):
    """The entry that comes next."""

    first = "agenda_entry"
    agenda_entry = OneRow(_("Which entry comes now?"), says=called_entry, none=NO_ENTRY,
                          help_text=_("The entry dealt with until now is done."))

    def fit(self):
        rows = self.fields["agenda_entry"].queryset = self.thing.entries.filter(state=EntryState.PENDING)
        self.suggest(agenda_entry=rows.values_list("pk", flat=True).first())


@form_for("meetings.open")
class OpenMeeting(ActForm):
    """Who takes the chair."""

    presides = PersonField(label=_("Who presides"), required=False)

    def fit(self):
        self.suggest(presides=named(self.thing.facilitator))


@form_for("attendance.check_in")
class CheckIn(ActForm):
    """One person at the door."""

    person = PersonField(label=_("Who"))
    capacity = choice(_("As what?"), Capacity, initial=Capacity.MEMBER,
                      help_text=_("Members alone count towards the quorum."))
    online = tick(_("Takes part online"))


@form_for("attendance.enter_attendance")
class EnterAttendance(ActForm):
    """The sheet at the door: members are ticked, others named."""

    beside = ("others",)
    persons = PersonChoices(_("Members"), required=False)
    others = PersonLines(label=_("Others"), required=False,
                         help_text=_("One a line: whole name, register number or account name."))
    capacity = choice(_("As what?"), Capacity, initial=Capacity.MEMBER,
                      help_text=_("Members alone count towards the quorum. Guests are entered apart."))
    online = tick(_("They take part online"))

    def fit(self):
        there = self.thing.attendances.filter(present=True).values("person")
        self.fields["persons"].queryset = members(self.thing).exclude(pk__in=there)

    def arguments(self):
        given = super().arguments()
        return given | {"persons": [*given["persons"], *given.pop("others")]}


@form_for("attendance.leave")
class Leave(ActForm):
    """Who goes."""

    person = PersonChoice(_("Who leaves?"), help_text=_("Whoever has left counts no more towards the quorum."))

    def fit(self):
        rows = self.fields["person"].queryset = present(self.thing, self.actor)
        self.suggest(person=alone(rows))


@form_for("attendance.recuse")
class Recuse(ActForm):
    """Which member does not take part in which entry."""

    person = PersonChoice(_("Which member?"), help_text=_(
        "Whoever has an interest of their own in an entry stands aside: they neither speak nor vote on it, and are not "
        "counted among those present."
    ))
    agenda_entry = OneRow(_("From which entry?"), says=called_entry, none=NO_ENTRY)
    reason = short_text(_("Why?"), 200)

    def fit(self):
        people = self.fields["person"].queryset = present(self.thing, self.actor, capacity=Capacity.MEMBER)
        self.suggest(person=alone(people))
        rows = self.fields["agenda_entry"].queryset = self.thing.entries.filter(state__in=STILL)
        self.suggest(agenda_entry=rows.filter(state=EntryState.CURRENT).values_list("pk", flat=True).first())


@form_for("attendance.count_stakeholders")
class CountStakeholders(ActForm):
    """How many stakeholders are in the room."""

    number = whole(_("How many?"), help_text=_("A stakeholder is somebody whose interests the result touches."))

    def fit(self):
        self.suggest(number=self.thing.stakeholders_present)


@form_for("attendance.count_observers")
class CountObservers(ActForm):
    """The figures of those who watch."""

    seats = whole(_("Seats in the room"))
    registered = whole(_("Registered"))
    on_site = whole(_("Present in the room"))
    online = whole(_("Watching online"))
    admitted_by = choice(_("How were the seats given?"), AdmittedBy, required=False)

    def fit(self):
        row = self.thing
        self.suggest(
            seats=row.observer_seats, registered=row.observers_registered, on_site=row.observers_on_site,
            online=row.observers_online, admitted_by=row.observers_admitted_by,
        )


@form_for("debate_rules.adopt")
class AdoptRules(ActForm):
    """The rules of debate, as they hold, to be changed."""

    texts = LinesField(label=_("The rules"), max_length=300, widget=forms.Textarea(attrs={"rows": 18}),
                       help_text=_("One rule a line. They take the place of the earlier set, which stays on record."))

    def fit(self):
        self.suggest(texts=debate_rules(self.thing.community))


def present(meeting, actor, **which):
    """Return who is present at ``meeting`` and may be signed out by ``actor``: all by the recorder, else oneself."""
    there = Person.objects.filter(pk__in=meeting.attendances.filter(present=True, **which).values("person"))
    if meeting.recorder_id != actor.pk and not holds(actor, {Role.RECORDER}, meeting.community):
        there = there.filter(pk=actor.pk)
    return with_names(there)


def named(person):
    """Return the words by which a PersonField finds ``person``: the name, or the number where others are called so."""
    alone = person is not None and not Person.objects.filter(name=person.name).exclude(pk=person.pk).exists()
    return person and (person.name if alone else person.key or person.name)


def the_one(role, community):
    """Return the name of whoever holds ``role`` in ``community`` today, where it is one person alone."""
    seats = Seat.objects.on(now().date()).filter(role=role, place=community).select_related("person")[:2]
    return named(seats[0].person) if len(seats) == 1 else None
