"""What rules an act out whatever is filled in: its time is over, or what it would do is done. Each refuses in a sentence.

A bar is asked before a form is shown, and once more when it is sent; it takes the thing and whoever asks.
"""

from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingState
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Refused

from ..domain.joint import require_collecting, require_let_go
from ..enums import MatterState
from ..models import Hearing, Nothing, PostingPurpose, PublicCallState, Resolution, Sitting, StreetFiling
from ..queries.decisions import makers_of
from ..queries.petitions import entitled
from ..speaking import CLERKS

CALL_OVER = _("The call ended on %(day)s. You may still object to the result, or ask about it.")


def call_over(call, person):
    """Opinions are taken until the last day; those who enter the word of others bring in what came until then."""
    if today() > call.until and not holds(person, CLERKS, call.community):
        raise Refused(CALL_OVER % {"day": spoken.day(call.until)})


def answers_stand(opinion, person):
    """What is answered to an opinion is changed until the call is closed."""
    if opinion.call.state == PublicCallState.CLOSED:
        raise Refused(_("The call is closed. The answers stand as they were published."))


def hearing_over(hearing, person):
    """Who takes part is named while the hearing is to come."""
    if hearing.sitting.entry.meeting.state != MeetingState.PLANNED:
        raise Refused(_("Who takes part is named while the hearing is to come; this one is not any more."))


def hearing_off(thing, person):
    """Of a hearing that was called off nothing is published, and nobody signs its record."""
    hearing = thing if isinstance(thing, Hearing) else thing.hearing
    if not hearing.sitting.stands:
        raise Refused(_("This hearing is not held: its meeting was called off, or the matter was taken off its agenda."))


def on_no_agenda(matter, person):
    """Only what is on the agenda of a meeting to come is taken off it."""
    require_ahead(Sitting.objects.filter(matter=matter).standing())


def require_ahead(sittings):
    """Refuse unless one of ``sittings`` is to be held in a meeting to come."""
    if not sittings.filter(entry__meeting__state=MeetingState.PLANNED).exists():
        raise Refused(_("Only a matter on the agenda of a meeting to come can be taken off."))


def posting_over(matter, person):
    """One objects while the result hangs; those who enter the word of others bring in what came until then."""
    if not holds(person, CLERKS, matter.community):
        require_posted_on(matter, today())


def require_posted_on(matter, day):
    """Refuse once the posting of the result has ended, unless a corrected version hung on ``day``."""
    rows = matter.postings.standing(PostingPurpose.RESOLUTION).filter(since__lte=day, until__gte=day)
    if matter.state == MatterState.EXECUTING and not rows.exists():
        raise Refused(
            _("The posting is over. You may still ask about what is published, complain to the sub-district or the "
              "district, or go to court.")
        )


def report_answered(report, person):
    """What was answered stays as it was read."""
    if report.disposition:
        raise Refused(_("This report has been answered. File a new one for what is new."))


def collection_over(report, person):
    """A report is changed as long as its matter is being collected."""
    require_collecting(report)


def kept_by_its_matter(report, person):
    """What came on the agenda with its matter stays with it."""
    require_let_go(report)


def behind_it_already(report, person):
    """One person stands behind a report once."""
    if report.reporter_id == person.pk:
        raise Refused(_("Who filed a report stands behind it already."))
    if report.supports.filter(person=person).exists():
        raise Refused(_("This report is supported already. One person supports a report once."))


def no_statement(report, person):
    """Only what answers an open call is reviewed."""
    if not report.moderation:
        raise Refused(_("Only statements of an open call are reviewed."))


def not_entitled(petition, person):
    """A petition is signed by those of whom it asks a share, once."""
    if not entitled(petition.base, petition.community).filter(pk=person.pk).exists():
        raise Refused(_("This petition is for others to sign: %(base)s.") % {"base": petition.get_base_display()})
    if petition.signatures.filter(person=person).exists():
        raise Refused(_("You have signed already."))


def interested(matter, person):
    """Whoever has an interest in a matter stands aside from it."""
    if matter.conflict_declarations.filter(declared=True, person=person).exists():
        raise Refused(_("You declared an interest in this matter, and stand aside: somebody else has to do this."))


def numbered(resolution, person):
    """A resolution takes one number."""
    if resolution.number_id:
        raise Refused(_("This resolution has its number: %(number)s.") % {"number": resolution.number})


def had_a_hand(resolution, person):
    """What was made by one is read by another before it goes out."""
    if person.pk in makers_of(resolution):
        raise Forbidden(_("You had a hand in this version. Somebody else has to review it before it goes out (art. 17)."))


def tasks_named(resolution, person):
    """That nothing follows is said where nothing is named, once."""
    if resolution.tasks.exists():
        raise Refused(_("Next tasks are named in this draft; it cannot be recorded that there is none."))
    _require_unsaid(resolution.matter, Nothing.TASKS)


def minority_recorded(matter, person):
    """That nobody dissented is said where nobody did, once."""
    if matter.minority_opinions.exists():
        raise Refused(_("A minority opinion is recorded in this matter; it cannot be recorded that there is none."))
    _require_unsaid(matter, Nothing.MINORITY)


def being_corrected(resolution, person):
    """One correction at a time."""
    if Resolution.objects.filter(matter=resolution.matter_id).drafts().exists():
        raise Refused(_("A corrected version is being drafted already. Revise that one."))


def filed_already(resolution, person):
    """A version is filed once."""
    if StreetFiling.objects.filter(resolution=resolution).exists():
        raise Refused(_("This version is filed with the sub-district office already."))


def led_already(matter, person):
    """Who carries it out is named once, and then hands the lead over."""
    if hasattr(matter, "execution"):
        raise Refused(_("It is already said who carries this out. To change it, hand the lead over."))


def _require_unsaid(matter, what):
    if matter.nones.filter(what=what).exists():
        raise Refused(_("This is on record already."))
