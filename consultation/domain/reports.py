"""Reports: filed, amended, withdrawn, supported; what the office makes of them is written in ``answers``."""

import datetime as dt
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.instance.queries import answer_workdays
from yishi.journal.domain.events import append_all
from yishi.journal.domain.texts import seal
from yishi.people.enums import PublicName, Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.text.side_by_side import listed

from ..collecting import Channel, Moderation, ReportState, Wish
from ..enums import MatterState
from ..guards.bars import report_answered
from ..models import Merge, Report, ReportVersion, Support
from ..models.reports import TEXT_LENGTH, TITLE_LENGTH
from ..predicates import owns_here
from ..queries.reports import support_count
from ..transitions import TABLE
from ..transitions.collect import ENTERERS, SUPPORTERS
from .answers import convert, dispose, hand_over, merge, moderate, unmerge
from .codes import TAKEN, code_for, hold, insert
from .joint import leave, require_collecting, taking_jointly
from .wording import brief, written

__all__ = [
    "amend", "convert", "dispose", "enter_support", "file", "forget_contact", "hand_over", "merge", "moderate", "support", "too_many",
    "unmerge", "unsupport", "withdraw",
]

AN_HOUR, REPORTS_AN_HOUR = dt.timedelta(hours=1), 5
BY_THE_OFFICE = frozenset({Channel.GRID, Channel.HOTLINE, Channel.BOX, Channel.VISIT})
BY_ROLE = {
    Channel.LETTER: Role.PROPERTY_MANAGER, Channel.OWNERS_COMMITTEE: Role.OWNERS_COMMITTEE,
    Channel.MERCHANT: Role.STAKEHOLDER,
}
CALLS = frozenset({Channel.PROJECT_CALL, Channel.OPEN_CALL})


def file(community, *, by, text, wish, channel=Channel.SNAPSHOT, place=None, title="", reporter=None,
         reporter_words="", public_name="", place_words="", category=None, code=None, filed_at=None, matter=None, contact=""):
    """File a report in ``community`` and return it: one's own, or, by those in office, somebody else's.

    The reporter is ``by`` unless a Person ``reporter`` or ``reporter_words`` ("热线工单") is given; only those who take
    in paper, calls and visits may give either, or a ``filed_at`` (aware, past). Without ``title`` it is the beginning
    of ``text`` (at most 20,000 characters); without ``code`` the next of the community and year. ``contact`` is how
    whoever has no account is reached; ``forget_contact`` erases it. A ``matter`` that is
    an open call or a call for projects takes the report at once. Forbidden and Invalid say who may, and which field.
    """
    own = reporter is None and not reporter_words
    text = written(text, "text", TEXT_LENGTH)
    report = Report(
        community=community, entered_by=by, reporter=by if own else reporter,
        reporter_words=brief(reporter_words, "reporter_words", 60), channel=_one_of(Channel, channel, "channel"),
        wish=_one_of(Wish, wish, "wish"), text=text, filed_at=filed_at or now(), category=category, matter=matter,
        title=brief(title, "title", TITLE_LENGTH) or _first_words(text), place=place or community,
        public_name=_one_of(PublicName, public_name, "public_name") if public_name else "",
        place_words=brief(place_words, "place_words", 120), contact=brief(contact, "contact", 200), workdays=answer_workdays(),
    )
    _require_filing(report, by)
    with _collecting(matter):
        hold(community)
        report.code = code_for(Report, f"R-{community.code}-{report.filed_at:%y}-", 4, given=code)
        entries = _entered(report, by)
        append_all(entries, by=by, on_behalf_of=None if own else reporter, community=community)
    return report


def forget_contact(report):
    """Erase how whoever brought ``report`` is reached. Part of the act by which that may be kept no longer."""
    Report.objects.filter(pk=report.pk).update(contact="")


def too_many(person):
    """Return False, or refuse who has filed five reports within the last hour. For forms; staff are not limited."""
    rows = Report.objects.filter(entered_by=person, reporter=person, filed_at__gt=now() - AN_HOUR)
    if rows.count() >= REPORTS_AN_HOUR:
        raise Refused(
            _("You have filed %(n)s reports within an hour. Wait a little, or bring the rest to the office.")
            % {"n": REPORTS_AN_HOUR}
        )
    return False


def amend(report, *, by, seen=None, title=None, text=None, wish=None, seen_revision=None):
    """Change what ``report`` says; the version before is kept whole as a ReportVersion, which is returned.

    By its reporter, or who entered it for one. Refused once it was answered or its matter's collection has ended;
    Stale where it was amended since ``seen_revision``; Invalid where nothing would change.
    """
    act = TABLE["reports.amend"]
    require(act, report, by)
    report_answered(report, by)
    if seen_revision is not None and int(seen_revision) != report.revision:
        raise Stale(_("The report was amended meanwhile. Look at it again."))
    fresh = _amended(report, title, text, wish)
    matter = require_collecting(report)
    with _collecting(matter), taking(act, report, by=by, seen=seen) as entry:
        version = ReportVersion(
            community=report.community, report=report, n=report.revision, title=report.title, text=report.text,
            wish=report.wish, replaced_at=now(), replaced_by=by,
        )
        guarded_update(report, {"revision": version.n, "disposition": ""}, revision=version.n + 1, **fresh)
        version.save(force_insert=True)
        entry.made = version
        entry.payload = {"report": report.pk, "version": version.n, "text": _sealed(report)}
    return version


def withdraw(report, *, by, seen=None):
    """Take ``report`` back: it leaves its matter and is shown no more; its row, versions and supports stay.

    By its reporter, or who entered it for one. Refused where its matter's collection has ended.
    """
    act = TABLE["reports.withdraw"]
    require(act, report, by)
    matter = require_collecting(report)
    with taking_jointly(act, [report], matter, by=by, seen=seen, matter=None) as entries:
        entries.append((report.stream_name, act.event, {"report": report.pk}))
        entries.extend(leave(report, matter, by))


def support(report, *, by, seen=None):
    """Stand behind ``report`` (附议); returns the Support. Refused a second time, and to its own reporter."""
    return _support(TABLE["reports.support"], report, by, by, seen)


def enter_support(report, person, *, by, seen=None):
    """Enter that ``person`` stands behind ``report`` on paper or by word; returns the Support.

    Refused where the person may not support in this community, or does already.
    """
    if not (holds(person, SUPPORTERS, report.community) or owns_here(person, report)):
        raise Refused(_("Support comes from residents, owners, representatives and council members."), field="person")
    return _support(TABLE["reports.enter_support"], report, person, by, seen)


def unsupport(report, *, by, seen=None):
    """Take one's support of ``report`` back: the row is gone, the journal says so. Refused where there is none."""
    matter = require_collecting(report)
    with _collecting(matter), taking(TABLE["reports.unsupport"], report, by=by, seen=seen) as entry:
        deleted, _rows = Support.objects.filter(report=report, person=by).delete()
        if not deleted:
            raise Refused(_("You do not support this report."))
        entry.payload = {"report": report.pk, "supporters": report.supports.count()}


@contextmanager
def _collecting(matter):
    """Hold ``matter`` (or None) in its collection until the commit, so that nobody ends it on a count that changes."""
    with transaction.atomic():
        if matter is not None:
            guarded_update(matter, {"state": MatterState.COLLECTING}, state=MatterState.COLLECTING)
        yield


def _first_words(text):
    """Return ``text`` as a title: whole where it is short, else its beginning, and a sign that it goes on."""
    words = " ".join(text.split())
    return words if len(words) <= TITLE_LENGTH else f"{words[:TITLE_LENGTH - 1]}…"


def _support(act, report, person, by, seen):
    """Insert the support of ``person`` under ``act``."""
    require(act, report, by)
    matter = require_collecting(report)
    if report.reporter_id == person.pk:
        raise Refused(_("Who filed a report stands behind it already."))
    behalf = None if person == by else person
    with _collecting(matter), taking(act, report, by=by, seen=seen, on_behalf_of=behalf) as entry:
        row = Support(community=report.community, report=report, person=person, at=now())
        insert(row, _("This report is supported already. One person supports a report once."))
        entry.made = row
        entry.payload = {"report": report.pk, "support": row.pk, "supporters": report.supports.count()}
    return row


def _require_filing(report, by):
    """Refuse what may not be filed, by whom, where, by which channel, or into which matter."""
    require(TABLE["reports.file"], report, by)
    office = holds(by, ENTERERS, report.community)
    if report.reporter_id != by.pk and not office:
        raise Forbidden(_("You file in your own name. The office enters reports of others: bring it there."))
    passed_on = BY_ROLE.get(report.channel)
    if not office and (report.channel in BY_THE_OFFICE or (passed_on and not holds(by, {passed_on}, report.community))):
        raise Forbidden(_("Reports by this channel are entered by the office: %(channel)s.")
                        % {"channel": report.get_channel_display()})
    if not office and abs(report.filed_at - now()) > dt.timedelta(minutes=1):
        raise Invalid(_("Only the office enters the time at which a report came in."), field="filed_at")
    if report.filed_at > now():
        raise Invalid(_("A report cannot have come in later than now."), field="filed_at")
    if not report.community.contains(report.place):
        raise Invalid(_("This place lies outside the community. File the report where it lies."), field="place")
    if report.category and not report.category.community.contains(report.community):
        raise Invalid(_("This category belongs to another sub-district."), field="category")
    _require_call(report)


def _require_call(report):
    matter = report.matter
    if matter is None:
        return
    if report.channel not in CALLS or matter.community_id != report.community_id:
        raise Invalid(
            _("A report goes straight into a matter only in answer to its call in this community."), field="matter"
        )
    if matter.state != MatterState.COLLECTING:
        raise Refused(_("The call of %(code)s has ended.") % {"code": matter.code}, field="matter")


def _entered(report, by):
    """Insert ``report``, and its merge where it answers a call; returns the events."""
    if report.channel == Channel.OPEN_CALL:
        report.moderation = Moderation.UNMODERATED
    if report.matter is not None:
        report.state = ReportState.MERGED
    insert(report, TAKEN % {"code": report.code}, field="code")
    figures = {"report": report.pk, "channel": str(report.channel), "wish": str(report.wish), "text": _sealed(report)}
    entries = [(report.stream_name, "report.filed", figures)]
    if report.matter is not None:
        matter = report.matter
        Merge.objects.create(
            community=report.community, matter=matter, report=report, merged_by=by, merged_at=report.filed_at
        )
        entries.append((matter.stream_name, "matter.reports_merged", {
            "matter": matter.pk, "reports": [report.pk], "count": 1, "supporters": support_count(matter)}))
    return entries


def _amended(report, title, text, wish):
    """Return the fields that change, checked."""
    fresh = {
        "title": written(report.title if title is None else title, "title", TITLE_LENGTH),
        "text": written(report.text if text is None else text, "text", TEXT_LENGTH),
        "wish": report.wish if wish is None else _one_of(Wish, wish, "wish"),
    }
    if all(getattr(report, name) == value for name, value in fresh.items()):
        raise Invalid(_("Nothing was changed."), field="text")
    return fresh


def _one_of(choices, value, field):
    """Return ``value`` as a member of ``choices``; Invalid with the words to choose from."""
    if value not in choices.values:
        labels = listed(label for label in choices.labels)
        raise Invalid(_("Choose one of: %(labels)s.") % {"labels": labels}, field=field)
    return choices(value)


def _sealed(report):
    return seal(f"{report.title}\n{report.text}")
