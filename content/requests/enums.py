"""The vocabulary of information on request (domain 2.1: the Disclosure Regulation of 2019, in the order of its articles)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How an application came in; it says from when the period runs (art. 31)."""

    ONLINE = "online", _("online")
    IN_PERSON = "in_person", _("in person, at the counter")
    REGISTERED_POST = "registered_post", _("registered post")
    ORDINARY_POST = "ordinary_post", _("ordinary post")
    FAX = "fax", _("fax")


# The day is certain by itself: handed over, or signed for. Of the others both sides confirm it.
AT_ONCE = frozenset({Channel.IN_PERSON, Channel.REGISTERED_POST})


class Kind(models.TextChoices):
    """What is asked for: information (art. 27), or that a record about oneself be put right (art. 41)."""

    INFORMATION = "information", _("information")
    CORRECTION = "correction", _("correction of a record about oneself")


class State(models.TextChoices):
    """Where a request stands."""

    SUBMITTED = "submitted", _("sent, not confirmed yet")
    RUNNING = "running", _("being answered")
    COMPLETING = "completing", _("waiting for the applicant to complete it")
    CONSULTING = "consulting", _("waiting for a third party or another body")
    EXPLAINING = "explaining", _("waiting for the applicant’s reasons")
    PAYING = "paying", _("waiting for the fee")
    SIGNING = "signing", _("answer drafted, to be signed")
    DECIDED = "decided", _("answered")
    ARCHIVED = "archived", _("in the archive")


ENDED = (State.DECIDED, State.ARCHIVED)
ANSWERABLE = (State.RUNNING, State.COMPLETING, State.EXPLAINING, State.PAYING)
UNDER_WAY = (State.RUNNING, State.CONSULTING, State.EXPLAINING, State.PAYING)


class IdKind(models.TextChoices):
    """The paper by which an applicant shows who they are (art. 29)."""

    ID_CARD = "id_card", _("resident identity card")
    PASSPORT = "passport", _("passport or permit")
    CREDIT_CODE = "credit_code", _("credit code of an organisation")
    OTHER = "other", _("another paper")


class ApplicantKind(models.TextChoices):
    """The columns of the annual report (art. 50)."""

    PERSON = "person", _("natural person")
    BUSINESS = "business", _("business")
    RESEARCH = "research", _("research body")
    CIVIC = "civic", _("public-interest organisation")
    LEGAL = "legal", _("legal service")
    OTHER = "other", _("other organisation")


class Medium(models.TextChoices):
    """The form in which the information is wanted (art. 29)."""

    ELECTRONIC = "electronic", _("electronic file")
    PAPER = "paper", _("paper copy")
    INSPECT = "inspect", _("to look at it on the spot")


class Way(models.TextChoices):
    """How the applicant wants to get it."""

    SITE = "site", _("on this site")
    POST = "post", _("by post")
    COLLECT = "collect", _("collect it at the office")


class Ground(models.TextChoices):
    """Why information is not made public (arts. 14, 15 and 16)."""

    STATE_SECRET = "state_secret", _("state secret (art. 14)")
    LAW_FORBIDS = "law_forbids", _("a law or administrative regulation forbids it (art. 14)")
    SECURITY = "security", _("it would endanger security or stability (art. 14)")
    THIRD_PARTY = "third_party", _("a third party’s trade secret or privacy (art. 15)")
    INTERNAL = "internal", _("internal affairs (art. 16)")
    PROCESS = "process", _("information of a process under way (art. 16)")
    CASE_FILE = "case_file", _("file of an enforcement case (art. 16)")


class Decision(models.TextChoices):
    """The twelve kinds of answer (arts. 30, 35–39), and the four to a request to correct a record (art. 41)."""

    ALREADY_PUBLIC = "already_public", _("already public")
    GRANTED = "granted", _("made public")
    PARTIAL = "partial", _("made public in part")
    REFUSED = "refused", _("not made public")
    NOT_HELD = "not_held", _("does not exist here")
    NOT_OURS = "not_ours", _("not this office’s duty")
    REQUIRES_PROCESSING = "requires_processing", _("would first have to be compiled")
    REPEAT = "repeat", _("asked and answered before")
    SPECIAL_LAW = "special_law", _("other rules apply")
    REDIRECTED = "redirected", _("not a request for information")
    GIVEN_UP = "given_up", _("given up by the applicant")
    NOT_PROCESSED = "not_processed", _("not processed: too many requests")
    CORRECTED = "corrected", _("record corrected")
    NOT_CORRECTED = "not_corrected", _("record not corrected")
    FORWARDED = "forwarded", _("forwarded to the body that may correct it")
    ELSEWHERE = "elsewhere", _("for another body to correct")


OF_A_CORRECTION = (Decision.CORRECTED, Decision.NOT_CORRECTED, Decision.FORWARDED, Decision.ELSEWHERE)
OF_INFORMATION = tuple(decision for decision in Decision if decision not in OF_A_CORRECTION)
ANSWERS = {Kind.INFORMATION: OF_INFORMATION, Kind.CORRECTION: OF_A_CORRECTION}

ENCLOSES = frozenset({Decision.GRANTED, Decision.PARTIAL, Decision.CORRECTED})  # with which papers are given
FOR_OTHERS = frozenset({Decision.NOT_OURS, Decision.REDIRECTED})  # after which it may be forwarded to whom it concerns


class PartyKind(models.TextChoices):
    """Who is asked in writing before information is given away (arts. 32 and 34)."""

    THIRD_PARTY = "third_party", _("third party")
    JOINT_BODY = "joint_body", _("body that made it too")


class Reply(models.TextChoices):
    """What somebody who was asked says."""

    AGREES = "agrees", pgettext_lazy("somebody who was asked", "agrees")
    PARTLY = "partly", _("agrees in part")
    REFUSES = "refuses", _("does not agree")
    SILENT = "silent", _("did not answer in time")


class LetterKind(models.TextChoices):
    """The letters that leave the office."""

    COMPLETION = "completion", _("notice to complete")
    INQUIRY = "inquiry", _("inquiry to a third party")
    JOINT = "joint", _("inquiry to another body")
    OVERRIDE = "override", _("notice to a third party who refused")
    EXTENSION = "extension", _("notice of extension")
    REASONS = "reasons", _("notice to give reasons")
    FEE = "fee", _("notice of a fee")
    DECISION = "decision", _("answer")
    FORWARD = "forward", _("letter that forwards it")
    CONVERSION = "conversion", _("notice that it is handled as a report")


TO_OTHERS = frozenset({LetterKind.INQUIRY, LetterKind.JOINT, LetterKind.OVERRIDE, LetterKind.FORWARD})


class AnswerState(models.TextChoices):
    """Where a text stands that is to be published of a request."""

    PROPOSED = "proposed", _("to be reviewed")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", _("not published")
    WITHDRAWN = "withdrawn", _("taken down")


class AnswerKind(models.TextChoices):
    """What is to be published: the answer itself, or the information, proactively from now on (art. 44)."""

    ANSWER = "answer", _("the answer, without personal data")
    PROACTIVE = "proactive", _("published for everybody")


class ComplaintState(models.TextChoices):
    """Where a complaint stands (art. 47)."""

    OPEN = "open", _("not answered yet")
    ANSWERED = "answered", _("answered")


class ContestKind(models.TextChoices):
    """The way in which what the office did with a request is contested (art. 51), as the national form counts them."""

    RECONSIDERATION = "reconsideration", _("administrative reconsideration")
    LAWSUIT = "lawsuit", _("lawsuit without a reconsideration before it")
    LAWSUIT_AFTER = "lawsuit_after", _("lawsuit after a reconsideration")


class ContestState(models.TextChoices):
    """How a reconsideration or a lawsuit stands or ended: the columns of the national form."""

    UPHELD = "upheld", _("result upheld")
    CORRECTED = "corrected", _("result corrected")
    OTHER = "other", _("other result")
    PENDING = "pending", _("not closed yet")


OUTCOMES = [(state.value, state.label) for state in ContestState if state != ContestState.PENDING]
