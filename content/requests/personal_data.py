"""What requests for information hold about a person."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from .models import Applicant


def _requests(person):
    rows = Applicant.objects.filter(person=person).order_by("pk")
    return list(rows.values(
        "request__code", "request__submitted_at", "request__wanted", "name", "id_kind", "id_last", "contact", "erased_on",
    ))


register(
    Holding("requests", _("Information you asked for"),
            _("statutory duty: art. 29 of the Disclosure Regulation names these contents"), _requests),
)
