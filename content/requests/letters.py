"""What a letter says: the same words on the page and on the paper, one template a kind of letter and of answer."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.queries.reports import answer_due
from yishi.documents.sheet import address, paper
from yishi.instance.queries import settings_of
from yishi.people.enums import BodyKind
from yishi.people.models import Body

from .clock import clock_when_extended, party_due
from .enums import Decision, LetterKind
from .models import Letter

WITHHELD = frozenset({
    Decision.PARTIAL, Decision.REFUSED, Decision.NOT_HELD, Decision.REQUIRES_PROCESSING, Decision.REPEAT,
    Decision.NOT_PROCESSED, Decision.GIVEN_UP,
})
TITLES = {
    LetterKind.COMPLETION: gettext_lazy("Notice to complete a request for government information"),
    LetterKind.INQUIRY: gettext_lazy("Inquiry to a third party about government information"),
    LetterKind.JOINT: gettext_lazy("Inquiry to another body about government information"),
    LetterKind.OVERRIDE: gettext_lazy("Notice that government information is made public against a refusal"),
    LetterKind.EXTENSION: gettext_lazy("Notice that the answer to a request for government information is extended"),
    LetterKind.REASONS: gettext_lazy("Notice to give the reasons of requests for government information"),
    LetterKind.FEE: gettext_lazy("Notice of a fee for handling government information"),
    LetterKind.DECISION: gettext_lazy("Answer to a request for government information"),
    LetterKind.FORWARD: gettext_lazy("Letter forwarding a request"),
    LetterKind.CONVERSION: gettext_lazy("Notice that what was sent in is handled as a report"),
}
OF_A_CORRECTION = {  # letters whose title and words are others where a record is to be corrected
    LetterKind.COMPLETION: gettext_lazy("Notice to complete a request to correct government information"),
    LetterKind.DECISION: gettext_lazy("Answer to a request to correct government information"),
}


def read(pk):
    """Return the Letter ``pk`` with all that its words need, or None."""
    rows = Letter.objects.select_related(
        "request__community__parent", "request__community__instance", "request__applicant__person", "request__fee",
        "request__report__community", "party", "signed_by",
    ).prefetch_related("request__parties", "request__papers")
    return rows.filter(pk=pk).first()


def words_of(letter):
    """Return the context of the template of ``letter`` (out of ``read``)."""
    request = letter.request
    titles = TITLES | OF_A_CORRECTION if request.corrects else TITLES
    return {
        "letter": letter, "request_": request, "headline": str(titles[letter.kind]), "body": f"requests/letters/{_body(letter)}.html",
        "to": _addressee(letter), "office": office_of(request.community),
        "clock": clock_when_extended(request) if letter.kind == LetterKind.EXTENSION else None,
        "party_due": letter.party and party_due(letter.party), "fee": getattr(request, "fee", None),
        "given": [paper for paper in request.papers.all() if paper.use == "given"],
        "withholds": request.decision in WITHHELD, "higher": higher_of(request.community),
        "is_answer": letter.kind == LetterKind.DECISION, "competent": competent_of(request.community),
        "report_due": answer_due(request.report).date if letter.kind == LetterKind.CONVERSION else None,
    }


def _body(letter):
    """Return the name of the template of what ``letter`` says."""
    if letter.kind == LetterKind.DECISION:
        return letter.request.decision
    return "completion_correction" if letter.request.corrects and letter.kind == LetterKind.COMPLETION else letter.kind


def _addressee(letter):
    """Return to whom ``letter`` is written: the applicant, who was asked, or the body it is forwarded to."""
    if letter.kind == LetterKind.FORWARD:
        return letter.request.forwarded_to
    return letter.party.name if letter.party else letter.request.applicant.name


def write(document):
    """Return the Job of the letter that ``document`` names, or None where it is gone."""
    letter = read(document.subject)
    if letter is None:
        return None
    words = words_of(letter) | {"page_address": address("/requests/status/")}
    made = timezone.make_aware(dt.datetime.combine(letter.dated, dt.time()))
    return paper(document, "requests/letters/paper.html", words, title=words["headline"], author=words["office"], made=made)


def office_of(community):
    """Return the name of the office that answers in ``community``."""
    body = Body.objects.filter(community=community, kind=BodyKind.STREET_OFFICE).first()
    return str(body or community)


def competent_of(community):
    """Return the office in charge of disclosure above that of ``community``, and where it is reached (art. 47)."""
    return settings_of(community).competent or _("the office in charge of disclosure at the level above")


def higher_of(community):
    """Return the name of the government above ``community``, to which one turns for reconsideration."""
    if community.parent is None:
        return _("the government above this office")
    return _("the people’s government of %(place)s") % {"place": community.parent}
