"""One thing of every kind that an act on a request is done to; made directly, for no act's sake."""

import datetime as dt

from django.core.files.base import ContentFile

from content.requests.models import Answer, Applicant, Complaint, Contest, Letter, Paper, Request
from tests.world import person

DAY, AT, KEY = dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC), 901


def requests_of(street):
    """Make a request of ``street`` with one of all that belongs to it, a complaint and a lawsuit too; the key of each is ``KEY``."""
    own, by = {"pk": KEY, "community": street}, person(street, "李丙")
    request = Request.objects.create(code="T-F", secret="0" * 64, channel="online", wanted="决算", medium="paper", way="post",
                                     submitted_at=AT, **own)
    of = {**own, "request": request}
    Applicant.objects.create(name="李丁", id_kind="id_card", id_last="1234", contact="0000-1", **of)
    Letter.objects.create(kind="extension", series="梧依申延", year=2026, number=KEY, dated=DAY, signed_by=by, **of)
    paper = Paper(use="proof", title="证件", content_type="application/pdf", size=3, added_at=AT, **of)
    paper.file.save("proof.pdf", ContentFile(b"pdf"), save=False)
    paper.save(force_insert=True)
    return {
        "information.Request": request,
        "information.Answer": Answer.objects.create(title="决算", question="问", text="答", entry="8", proposed_by=by,
                                                    proposed_on=DAY, **of),
        "information.Complaint": Complaint.objects.create(text="太慢", raised_on=DAY, **of),
        "information.Contest": Contest.objects.create(kind="lawsuit", body="法院", raised_on=DAY, entered_by=by, **of),
    }
