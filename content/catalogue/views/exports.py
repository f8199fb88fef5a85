"""The catalogue as files: XLSX, and the PDF that the worker made when the edition came into force."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.documents.models import Document
from yishi.documents.views import answer
from yishi.web.access import PUBLIC
from yishi.web.kept import kept

from ..exports import xlsx
from ..papers import CATALOGUE
from ..queries import edition_in_force
from ..rules import may_keep

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Table(View):
    """The edition in force as an XLSX in the national layout; for who keeps it, with the accounts of those answerable."""

    access = PUBLIC

    def get(self, request):
        edition = edition_in_force()
        if edition is None:
            raise Http404
        keeps = may_keep(request.actor, edition.community)
        content = xlsx(edition, accounts=True) if keeps else kept(f"catalogue-xlsx:{edition.pk}", lambda: xlsx(edition))
        named = {"Content-Disposition": 'attachment; filename="catalogue.xlsx"'}
        return HttpResponse(content, content_type=XLSX, headers=named)


class Paper(View):
    """The edition in force as a PDF."""

    access = PUBLIC

    def get(self, request):
        edition = edition_in_force()
        if edition is None:
            raise Http404
        document = Document.objects.of(CATALOGUE, edition.pk).first()
        return answer(request, document, name="catalogue", title=_("Disclosure catalogue"), back=reverse("catalogue"))
