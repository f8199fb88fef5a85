"""Requests come in: sent by anybody, entered from paper, confirmed, completed (arts. 29–31)."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from consultation.domain.codes import TAKEN, code_for, hold, insert
from consultation.domain.wording import brief, past_day, written
from consultation.papers import examined
from yishi.acts import require
from yishi.clock import spoken
from yishi.clock.story import now, today
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid
from yishi.text.side_by_side import listed

from ..enums import AT_ONCE, ApplicantKind, Channel, IdKind, Kind, LetterKind, Medium, State, Way
from ..models import Applicant, Paper, Request
from ..models.requests import CONTACT_LENGTH, TEXT_LENGTH, WANTED_LENGTH
from ..transitions import TABLE
from .acting import acting, write_letter
from .keys import mark_of, new_key, sealed


def submit(community, *, by=None, proof=None, code=None, once="", **said):
    """Take in a request sent on the site, by anybody; returns (request, key). The key is shown once and kept nowhere.

    ``said`` are the contents that art. 29 names: ``name``, ``id_kind``, ``id_last`` (four signs), ``contact``,
    ``wanted``, ``medium``, ``way``; and ``kind``. ``by`` is the Person signed in, or None. The period does not run yet:
    it begins when both sides have confirmed it (art. 31). Invalid names the field. A ``code`` is given where a register
    was begun elsewhere. The journal does not say who asks. Sent again from the form ``once`` with the same words, it is
    the same request and the same key.
    """
    request = _request(community, Channel.ONLINE, said, submitted_at=now())
    applicant = _applicant(request, said, person=by)
    return _received(request, applicant, by=None, proof=proof, code=code, sending=once and f"{once}|{sorted(said.items())}")


def enter(community, *, by, channel, received_on=None, seen_at_counter=False, person=None, proof=None, code=None, once="",
          **said):
    """Enter a request from paper, fax or the counter; returns (request, key), the key for the applicant's receipt.

    In person and by registered post it counts as received on ``received_on`` (today), and the period runs at once;
    otherwise when both sides have confirmed it. ``seen_at_counter`` says that the paper of identity was looked at
    there. Forbidden to those who do not take in requests; Invalid names the field. ``once`` as in ``submit``.
    """
    if channel not in Channel.values:
        raise Invalid(_("Choose by which way it came in: “%(channel)s” is none.") % {"channel": channel}, field="channel")
    require(TABLE["intake.enter"], Request(community=community), by)
    day = past_day(received_on, "received_on")
    at = now() if day == today() else localtime(now()).replace(year=day.year, month=day.month, day=day.day)
    request = _request(community, Channel(channel), said, submitted_at=at, entered_by=by)
    if request.channel in AT_ONCE:
        request.state, request.confirmed_on = State.RUNNING, day
    applicant = _applicant(request, said, person=person, seen_at_counter=seen_at_counter)
    return _received(request, applicant, by=by, proof=proof, code=code,
                     sending=once and f"{once}|{channel}|{day}|{sorted(said.items())}")


def confirm(request, *, by, seen=None, on=None, applicant_kind=None):
    """Confirm that ``request`` was received ``on`` a day (today): the period begins (art. 31).

    Invalid for a day before it was sent or after today. ``applicant_kind`` is the column of the annual report.
    """
    day = past_day(on, "on", request.submitted_on)
    with acting("intake.confirm", request, by=by, seen=seen, confirmed_on=day) as entry:
        if applicant_kind:
            Applicant.objects.filter(request=request).update(kind=_one_of(ApplicantKind, applicant_kind, "applicant_kind"))
        entry.payload = {"request": request.pk, "on": day.isoformat()}
    return request


def ask_completion(request, *, by, to_complete, complete_by, seen=None, number=None):
    """Tell the applicant once, within seven working days, what to complete and by when (art. 30); returns the Letter.

    The clock stands until it is completed, and begins anew then. Refused a second time, and after the seven days.
    """
    words = written(to_complete, "to_complete", TEXT_LENGTH)
    if complete_by is None or complete_by <= today():
        raise Invalid(_("Leave the applicant some days: %(day)s is not after today.") % {"day": spoken.day(complete_by)},
                      field="complete_by")
    with acting("intake.ask_completion", request, by=by, seen=seen, to_complete=words, complete_by=complete_by,
                completion_asked_on=today()) as entry:
        letter = write_letter(request, LetterKind.COMPLETION, by=by, number=number)
        entry.payload = {"request": request.pk, "letter": letter.pk, "by": complete_by.isoformat(), "text": seal(words)}
    return letter


def complete(request, *, by, completion, on=None, seen=None, holder=False):
    """Enter what the applicant completed; the period begins anew on the day after it came in (art. 30).

    By the applicant (``holder``: whoever showed the key), or by the office from paper, of a past day ``on``.
    """
    words = written(completion, "completion", WANTED_LENGTH)
    own = holder or request.applicant.person_id == getattr(by, "pk", 0)
    day = today() if own else past_day(on, "on", request.completion_asked_on)
    with acting("intake.complete", request, by=by, seen=seen, holder=holder, completion=words, completed_on=day) as entry:
        entry.payload = {"request": request.pk, "on": day.isoformat(), "text": seal(words)}
    return request


def _request(community, channel, said, **fields):
    """Return the unsaved Request of what was ``said``."""
    return Request(
        community=community, channel=channel, kind=_one_of(Kind, said.get("kind") or Kind.INFORMATION, "kind"),
        wanted=written(said.get("wanted"), "wanted", WANTED_LENGTH), medium=_one_of(Medium, said.get("medium"), "medium"),
        way=_one_of(Way, said.get("way"), "way"), **fields,
    )


def _applicant(request, said, **fields):
    """Return the unsaved Applicant of what was ``said``."""
    last = brief(said.get("id_last"), "id_last", 40).replace(" ", "").upper()
    if len(last) != 4 or not last.isascii() or not last.isalnum():
        raise Invalid(_("Type the last four letters or digits of the paper, and no more: not “%(last)s”.") % {"last": last[-6:]},
                      field="id_last")
    return Applicant(
        community=request.community, name=written(said.get("name"), "name", 60), id_last=last,
        id_kind=_one_of(IdKind, said.get("id_kind"), "id_kind"), contact=written(said.get("contact"), "contact", CONTACT_LENGTH),
        kind=_one_of(ApplicantKind, said.get("applicant_kind") or ApplicantKind.PERSON, "applicant_kind"), **fields,
    )


def _received(request, applicant, *, by, proof, code=None, sending=""):
    """Insert ``request`` with its applicant and the scan, unless that ``sending`` is here already; returns it with its key."""
    key, paper = new_key(sending), examined(proof) if proof else None
    request.once = mark_of(sending)
    with transaction.atomic():
        hold(request.community)
        if sending and (before := Request.objects.filter(once=request.once).first()):
            return before, key
        request.code = code_for(Request, f"F-{request.submitted_on:%Y}-", 3, given=code)
        request.secret = sealed(request.code, key)
        insert(request, TAKEN % {"code": request.code}, field="code")
        applicant.request = request
        applicant.save(force_insert=True)
        if paper:
            keep_paper(request, "proof", _("Proof of identity"), paper)
        payload = {"request": request.pk, "channel": str(request.channel), "text": seal(request.wanted)}
        append(request.stream_name, "request.received", by=by, community=request.community, payload=payload)
    return request, key


def keep_paper(request, use, title, paper=None):
    """Store ``paper`` (an examined upload; None: it lies in the office) in the file of ``request``; returns the row.

    Part of another act. The name in the storage says nothing of whose it is.
    """
    row = Paper(community=request.community, request=request, use=use, title=str(title), added_at=now())
    if paper:
        row.file.name = default_storage.save(f"requests/{request.pk}/{use}{paper.ending}", ContentFile(paper.content))
        row.content_type, row.size = paper.content_type, len(paper.content)
    row.save(force_insert=True)
    return row


def _one_of(choices, value, field):
    if value not in choices.values:
        labels = listed(label for label in choices.labels)
        raise Invalid(_("Choose one of: %(labels)s.") % {"labels": labels}, field=field)
    return choices(value)
