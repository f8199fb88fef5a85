"""What the six steps hold about a person. How somebody voted in a secret ballot is held nowhere."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from .models import (
    ActDraft,
    CallOpinion,
    ConflictDeclaration,
    ExpertOpinion,
    HearingParticipant,
    InquiryNote,
    InspectionMember,
    Objection,
    Petition,
    Rating,
    Report,
    ReportVersion,
    Signature,
    Stakeholder,
    Support,
)
from .polls.models import NamedMark, SecretMark


def _reports(person):
    """Return the reports of the person, each with what it said before it was amended."""
    rows = Report.objects.filter(reporter=person).order_by("pk").values(
        "code", "filed_at", "title", "text", "place_words", "state", "disposition", "reason", "contact"
    )
    versions, earlier = ReportVersion.objects.filter(report__reporter=person).order_by("n"), {}
    for version in versions.values("report__code", "title", "text", "wish", "replaced_at"):
        earlier.setdefault(version.pop("report__code"), []).append(version)
    return [{**row, "earlier_versions": earlier.get(row["code"], [])} for row in rows]


def _supports(person):
    return list(Support.objects.filter(person=person).order_by("pk").values("report__code", "at"))


def _ratings(person):
    rows = Rating.objects.filter(person=person).order_by("pk")
    return list(rows.values("survey__matter__code", "value", "text", "on"))


def _objections(person):
    return list(Objection.objects.filter(person=person).order_by("pk").values("matter__code", "text", "raised_on", "reply"))


def _opinions(person):
    rows = CallOpinion.objects.filter(person=person).order_by("pk")
    return list(rows.values("matter__code", "text", "raised_on", "verdict", "reason"))


def _questions(person):
    return list(InquiryNote.objects.filter(person=person).order_by("pk").values("matter__code", "text", "raised_on", "reply"))


def _petitions(person):
    """Return the petitions that the person opened, and those that they signed."""
    opened = Petition.objects.filter(opened_by=person).order_by("pk").values("title", "text", "opened_at", "state")
    return [*opened, *Signature.objects.filter(person=person).order_by("pk").values("petition__title", "at")]


def _interests(person):
    return list(ConflictDeclaration.objects.filter(person=person).order_by("pk").values("matter__code", "words", "entered_on"))


def _parts(person):
    """Return where the person is named as one concerned, in a hearing, as an expert, and in an inspection."""
    own = {"person": person}
    return [
        *Stakeholder.objects.filter(**own).order_by("pk").values("matter__code", "words"),
        *HearingParticipant.objects.filter(**own).order_by("pk").values("matter__code", "how", "named_on", "signed_on", "reason"),
        *ExpertOpinion.objects.filter(**own).order_by("pk").values("matter__code", "text", "given_on"),
        *InspectionMember.objects.filter(**own).order_by("pk").values("inspection__matter__code", "inspection__round"),
    ]


def _votes(person):
    """Return in which ballots a unit of the person's is marked as having voted; in a named one, how often on each question."""
    own = {"entry__voters__person": person}
    secret = SecretMark.objects.filter(**own).values("poll__question", "entry__unit").distinct()
    named = NamedMark.objects.filter(**own).values("poll__question", "question__text", "entry__unit").annotate(times=Max("n"))
    return [*secret, *named.order_by("poll", "question")]


def _drafts(person):
    return list(ActDraft.objects.filter(person=person).order_by("pk").values("act", "data", "kept_at"))


def _erase_drafts(person):
    ActDraft.objects.filter(person=person).delete()


def _erase_contacts(person):
    Report.objects.filter(reporter=person).update(contact="")


register(
    Holding("reports", _("What you reported"), _("statutory duty: every report is answered"), _reports,
            erase=_erase_contacts, goes=_("The telephone or address that stands with your reports")),
    Holding("drafts", _("What you began to write and did not send"), _("your consent by keeping it"), _drafts, erase=_erase_drafts),
    Holding("supports", _("What you support"), _("statutory duty: support is counted"), _supports),
    Holding("ratings", _("How you rated results"), _("your consent by rating"), _ratings),
    Holding("objections", _("Your objections"), _("statutory duty: every objection is answered"), _objections),
    Holding("opinions", _("Your opinions on drafts"), _("statutory duty: every opinion is answered"), _opinions),
    Holding("questions", _("Your questions about results"), _("statutory duty: every question is answered"), _questions),
    Holding("petitions", _("Petitions you opened or signed"), _("statutory duty: signatures are counted"), _petitions),
    Holding("interests", _("Interests that you declared"), _("statutory duty: whoever has one stands aside"), _interests),
    Holding("parts", _("Where you are named as concerned, heard, expert or inspector"),
            _("statutory duty: who took part is public"), _parts),
    Holding("votes", _("In which ballots you have voted"), _("statutory duty: one vote a voting unit"), _votes),
)
