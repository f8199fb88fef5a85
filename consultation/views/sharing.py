"""A matter passed on: its QR code, and a card of one page to share or to pin up in the stairwell."""

from io import BytesIO

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.web.access import PUBLIC

from ..models import Matter
from ..pages.briefs import with_briefs

A_DAY = "public, max-age=86400"  # an address does not change


class QRCode(View):
    """The address of a matter as a QR code, drawn as SVG."""

    access = PUBLIC

    def get(self, request, code):
        matter = get_object_or_404(Matter, code=code)
        out = BytesIO()
        address = request.build_absolute_uri(matter.get_absolute_url())
        segno.make(address, error="m", micro=False).save(
            out, kind="svg", scale=4, border=4, light="#fff", title=_("QR code of %(code)s") % {"code": matter.code}
        )
        return HttpResponse(out.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": A_DAY})


class Card(View):
    """What the matter is about and where it stands, on one page with its QR code."""

    access = PUBLIC

    def get(self, request, code):
        matter = get_object_or_404(Matter.objects.select_related("community", "inquiry"), code=code)
        with_briefs([matter])
        context = {"matter": matter, "address": request.build_absolute_uri(matter.get_absolute_url())}
        return render(request, "consultation/matter_card.html", context)
