"""Signing in by name and password, and out."""

import hashlib

from django.contrib.auth.views import LoginView, LogoutView
from django.core.cache import cache

from yishi.web.access import PUBLIC
from yishi.web.navigation import after_sign_in

from ..forms import SignInForm
from ..middleware import actor_of

TRIES, SECONDS = 10, 600


class SignIn(LoginView):
    """Name and password; ten tries in ten minutes for one name from one address."""

    access = PUBLIC
    authentication_form = SignInForm
    template_name = "people/sign_in.html"
    redirect_authenticated_user = False

    def post(self, request, *args, **kwargs):
        if _tries(request) > TRIES:
            form = SignInForm(request, data={"username": request.POST.get("username", "")})
            form.errors.clear()
            form.add_error(None, SignInForm.error_messages["too_many"])
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        cache.delete(_counter(self.request))
        return super().form_valid(form)

    def get_default_redirect_url(self):
        """Lead whoever holds an office to the desk, everybody else to the front page."""
        self.request.actor = actor_of(self.request)
        return after_sign_in(self.request) or super().get_default_redirect_url()

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SignOut(LogoutView):
    """Ends the session; only by POST."""

    access = PUBLIC


def _tries(request):
    """Count this try, and return how many there were in the last ten minutes. Real time, not the product's."""
    key = _counter(request)
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1


def _counter(request):
    who = f"{request.POST.get('username', '').strip().lower()}|{request.META.get('REMOTE_ADDR', '')}"
    return f"sign-in:{hashlib.sha256(who.encode()).hexdigest()}"
