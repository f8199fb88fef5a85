"""A bare Django site to compare with: session, user and CSRF token, and an answer in a line. Served like the house itself."""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

settings.configure(
    SECRET_KEY="of no use to anybody", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)


def view(request):
    """Ask for the session, the user and the token."""
    return HttpResponse(f"{request.session.get('x')} {request.user.pk} {get_token(request)}")


urlpatterns = [path("", view)]


def __getattr__(name):
    from django.core.asgi import get_asgi_application

    if name == "application":
        return get_asgi_application()
    raise AttributeError(name)
