"""Rating a service, without an account; and the office's page of those who were not satisfied."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.clock.story import today
from yishi.refusals import Refused
from yishi.web.access import PUBLIC
from yishi.web.paging import page_by_key
from yishi.web.throttle import tries

from ..access import KEEPER
from ..domain import ratings
from ..forms import AnswerForm, RatingForm
from ..models import Rating
from ..pages import whole
from ..queries import bad_ratings, due_of
from .guides import found

TRIES, SECONDS = 60, 3600  # ratings that one address may send
COOKIE, A_DAY = "rated-services", 24 * 3600


class Rate(View):
    """Takes a rating: once a day from one browser, once in thirty days from somebody who has signed in."""

    access = PUBLIC

    def get(self, request, code):
        return redirect(f"{found(code).get_absolute_url()}#rating")

    def post(self, request, code):
        guide, form = found(code), RatingForm(request.POST)
        if not form.is_valid():
            return refused(request, guide, form, 422)
        if why := too_often(request, guide):
            form.add_error(None, why)
            return refused(request, guide, form, 429)
        try:
            ratings.rate(guide, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return refused(request, guide, form, refusal.status)
        messages.success(request, _("Thank you. Your rating counts, and nobody knows whose it is."))
        return remembered(request, guide, redirect(guide))


class Ratings(View):
    """The ratings of those who were not satisfied: what they wrote, and until when they are owed an answer."""

    access = KEEPER

    def get(self, request):
        owed = request.GET.get("show") != "all"
        page = page_by_key(bad_ratings(owed), request, order=("day", "pk") if owed else ("-day", "-pk"))
        for rating in page:
            rating.due = due_of(rating)
            rating.late = rating.answered_on is None and rating.due.is_past(today())
        return render(request, "guides/ratings.html", {"page": page, "owed": owed})


class Answer(View):
    """The form that answers one rating."""

    access = KEEPER

    def get(self, request, pk):
        return self.page(get_object_or_404(Rating.objects.select_related("guide", "community"), pk=pk), AnswerForm())

    def post(self, request, pk):
        rating = get_object_or_404(Rating.objects.select_related("guide", "community"), pk=pk)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.page(rating, form, 422)
        try:
            ratings.answer(rating, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(rating, form, refusal.status)
        gone = rating.guide.withdrawn_on
        messages.success(request, _("Answered.") if gone else _("Answered. It stands on the page of the service."))
        return redirect("guide-ratings")

    def page(self, rating, form, status=200):
        context = {"rating": rating, "form": form, "due": due_of(rating)}
        return render(self.request, "guides/answer.html", context, status=status)


def refused(request, guide, form, status):
    """Show the page of ``guide`` again with what is wrong in ``form``, and everything that was typed."""
    return render(request, "guides/guide.html", whole(guide, request, form), status=status)


def too_often(request, guide):
    """Return why no more ratings are taken from this browser or connection now; "" where they are."""
    if request.actor is None and guide.code in rated_today(request):
        return _("You have rated this service today. Your rating counts; come again tomorrow.")
    if tries("guide-rating", request.META.get("REMOTE_ADDR", ""), seconds=SECONDS) > TRIES:
        return _("Too many ratings have come from your connection. Try again in an hour.")
    return ""


def rated_today(request):
    """Return the codes of what this browser has rated today; the cookie is signed and says nothing else."""
    said = request.get_signed_cookie(COOKIE, default="", max_age=A_DAY).split("|")
    return said[1:] if said[0] == today().isoformat() else []


def remembered(request, guide, answer):
    """Return ``answer`` with the cookie that remembers ``guide`` for a day."""
    codes = [*rated_today(request), guide.code][-40:]
    answer.set_signed_cookie(COOKIE, "|".join([today().isoformat(), *codes]), max_age=A_DAY, httponly=True, samesite="Lax")
    return answer
