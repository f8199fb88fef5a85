"""What stands before the end of a collection (domain 3.5, step 1)."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.text.figures import grouped
from yishi.text.side_by_side import aside

from ..collecting import MEMBERS_NEEDED, SUPPORTERS_NEEDED, Channel, DeclarationKind, Moderation
from ..enums import Stage
from ..models import CallOpinion, Merge, OpinionState, ReportVersion
from ..polls.enums import PollState
from ..queries.reports import backers_of, members_behind


def goes_to_the_agenda(matter):
    """The procedure has an agenda; an open call goes on to its study instead."""
    return [Check(
        "agenda_in_procedure", _("The procedure of this matter has an agenda; an open call is studied instead"),
        Stage.AGENDA in matter.template.stages, _("nobody: choose “begin the study”"), "matters.begin_study",
        over=_("This matter is an open call for opinions. It has no agenda: begin the study instead."),
    )]


def goes_to_its_study(matter):
    """The procedure is an open call for opinions, which goes from collecting straight to the study."""
    return [Check(
        "open_call", _("The procedure is an open call for opinions"), Stage.AGENDA not in matter.template.stages,
        _("nobody: choose “propose for the agenda”"), "matters.propose",
        over=_("This matter is put on the agenda first: propose it instead."),
    )]


def something_collected(matter):
    """There is something to study."""
    return [Check(
        "collected", _("At least one opinion has been collected"),
        matter.reports.exists() or CallOpinion.objects.filter(matter=matter).exclude(state=OpinionState.TAKEN_BACK).exists(),
        Role.RECORDER.label, "reports.merge",
    )]


def supported(matter):
    """Ten persons, five council members, a body's decision or a grid worker's report put a matter forward."""
    backers, members = backers_of(matter).count(), members_behind(matter, today())
    done = (
        backers >= SUPPORTERS_NEEDED or members >= MEMBERS_NEEDED or matter.initiatives.exists()
        or matter.reports.filter(channel=Channel.GRID).exists()
    )
    label = _(
        "Reported or supported by %(needed)s persons (now %(backers)s) or %(members_needed)s council members (now %(members)s), "
        "or put forward by a body’s decision or a grid worker"
    ) % {"needed": SUPPORTERS_NEEDED, "backers": backers, "members_needed": MEMBERS_NEEDED, "members": members}
    return [Check("support", label, done, Role.RECORDER.label, "matters.record_initiative", _("local rule of admission, step 2"))]


def no_vote_begun(matter):
    """What is being voted on, or was, is not sent elsewhere: a vote that was lost is published too."""
    begun = matter.polls.filter(decisive=True, state__in=(PollState.OPEN, PollState.CLOSED, PollState.CERTIFIED))
    counted = any(poll.state == PollState.CERTIFIED for poll in begun)
    return [Check(
        "no_vote_begun", _("no ballot that decides this matter has been opened"), not begun,
        Role.STREET_DIRECTOR.label, "ballots.annul",
        over=_("A ballot has decided this matter. Its result is published, and the matter stays here.") if counted else "",
    )]


def statements_settled(matter):
    """Every statement of an open call was reviewed, or answered with a reason; none is left lying."""
    owed = matter.reports.unanswered().filter(moderation__in=("", Moderation.UNMODERATED)).count()
    label = aside(_("every opinion was reviewed or answered"), _owed(owed))
    return [Check("statements_settled", label, owed == 0, Role.CONTENT_MODERATOR.label, "reports.moderate")]


def every_report_answered(matter):
    """Every report of the matter has its disposition with a reason beside it."""
    owed = matter.reports.unanswered().count()
    label = aside(_("Every report has an answer with its reason"), _owed(owed))
    return [Check("dispositions", label, owed == 0, Role.RECORDER.label, "reports.dispose")]


def _owed(n):
    return _("still owed: %(n)s") % {"n": grouped(n)} if n else ""


def classified(matter):
    """Topic and place are set."""
    return [Check(
        "classified", _("Topic and place are set"), bool(matter.topic and matter.place_id), Role.RECORDER.label,
        "matters.classify",
    )]


def no_duplicate(matter):
    """Somebody has vouched that no open matter deals with the same thing."""
    done = matter.declarations.filter(kind=DeclarationKind.NO_DUPLICATE).exists()
    return [Check(
        "no_duplicate", _("It was looked up that no open matter deals with the same thing"), done, Role.RECORDER.label,
        "matters.declare_no_duplicate",
    )]


def privacy_checked(matter):
    """Somebody has read all reports, as they stand now, for what must not be published."""
    checked = matter.declarations.filter(kind=DeclarationKind.PRIVACY).aggregate(at=Max("at"))["at"]
    merged = Merge.objects.filter(matter=matter, undone_at=None).aggregate(at=Max("merged_at"))["at"]
    amended = ReportVersion.objects.filter(report__matter=matter).aggregate(at=Max("replaced_at"))["at"]
    latest = max((at for at in (merged, amended) if at), default=None)
    done = checked is not None and (latest is None or checked >= latest)
    return [Check(
        "privacy", _("All reports, as they stand now, were read for what must not be published"), done,
        Role.RECORDER.label, "matters.check_privacy", _("Personal Information Protection Law art. 25"),
    )]
