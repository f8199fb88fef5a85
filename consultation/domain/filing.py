"""Filing a resolution with the sub-district office, and its orders to correct (Organic Law art. 31)."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid

from ..models import CorrectionOrder, StreetFiling
from ..transitions import TABLE
from .wording import brief, past_day, written


def file_with_street(resolution, *, by, filed_on=None, received_by=None, received_words="", seen=None):
    """Record that the published version was filed with the sub-district office on the date ``filed_on`` (today).

    ``received_by`` is the Person who received it, or ``received_words`` name the desk; returns the StreetFiling.
    Invalid where nobody received it; refused where this version is filed already.
    """
    received_words = brief(received_words, "received_words", 60)
    if not (received_by or received_words):
        raise Invalid(_("Say who received it at the sub-district office."), field="received_words")
    filed_on = past_day(filed_on, "filed_on", resolution.dated)
    with taking(TABLE["filing.file_with_street"], resolution, by=by, seen=seen) as entry:
        filing = StreetFiling.objects.create(
            community=resolution.community, matter=resolution.matter, resolution=resolution, filed_on=filed_on,
            received_by=received_by, received_words=received_words, entered_by=by,
        )
        entry.made, entry.payload = filing, {"filing": filing.pk, "resolution": resolution.pk}
    return filing


def order_correction(resolution, *, by, reason, seen=None):
    """Order that the published version be corrected; returns the CorrectionOrder.

    It stays to be read, marked as ordered to be corrected, and the posting cannot end, until a corrected version is
    published. Only the sub-district may; Invalid without a reason.
    """
    reason = written(reason, "reason", 2000)
    with taking(TABLE["filing.order_correction"], resolution, by=by, seen=seen) as entry:
        order = CorrectionOrder.objects.create(
            community=resolution.community, matter=resolution.matter, resolution=resolution, reason=reason,
            ordered_by=by,
        )
        entry.made = order
        entry.payload = {"order": order.pk, "resolution": resolution.pk, "text": seal(reason)}
    return order
