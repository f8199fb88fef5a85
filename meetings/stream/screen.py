"""The address of the screen in the hall: nobody signs in on a projector, so whoever holds the address may open it."""

from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

SIGNER = Signer(salt="meetings.screen")


def screen_address(meeting):
    """Return the path of the screen of ``meeting``, for those who lead it."""
    return reverse("meeting-screen", args=[meeting.pk, SIGNER.signature(meeting.pk)])


def opens(meeting, token):
    """Return whether ``token`` opens the screen of ``meeting``."""
    return constant_time_compare(token, SIGNER.signature(meeting.pk))
