"""Who may open a page. Every view declares it, or the site does not start; deny is the default.

A declaration says who may *open* the page; whether an act is done is decided again by its domain function.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.urls import URLPattern, URLResolver, get_resolver

from yishi.people.rules import is_staff, publishes


@dataclass(frozen=True)
class Access:
    """A declared permission: its code in the matrix, and whether a request has it.

    Where it is ``hidden``, whoever lacks it is told that there is no such page.
    """

    code: str
    allows: Callable
    hidden: bool = False


PUBLIC = Access("public", lambda request: True)
SIGNED_IN = Access("signed_in", lambda request: request.actor is not None)
STAFF = Access("staff", lambda request: is_staff(request.actor))
DEMO = Access("demo", lambda request: settings.YISHI_DEMO, hidden=True)
WORKSHOP = Access("workshop", lambda request: settings.DEBUG or settings.YISHI_DEMO, hidden=True)

DESK = "admin/"
WAY_IN = ("admin/login/", "admin/logout/", "admin/jsi18n/", "admin/sprite/")  # of the desk, for those not signed in
MOUNTS = ("admin/", "documents/")  # where Wagtail is mounted; it keeps its own doors


def access(permission):
    """Declare ``permission`` (an Access) for a function view."""

    def mark(view):
        view.access = permission
        return view

    return mark


def declared(view):
    """Return the Access that ``view`` declares, or None."""
    return getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)


class AccessMiddleware:
    """Lets a request through to its view only with the permission that the view declares."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        permission = declared(view)
        if permission is None:
            _require_editor(request)
            if request.path_info.lstrip("/").startswith(MOUNTS):
                return None
            raise PermissionDenied
        if permission.allows(request):
            return None
        if permission.hidden:
            raise Http404
        if request.actor is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied


def _require_editor(request):
    """Refuse the editors' desk to whoever has signed in and is no editor, or holds no office of publishing any more."""
    path, user = request.path_info.lstrip("/"), request.user
    if not path.startswith(DESK) or path.startswith(WAY_IN) or not user.is_authenticated or user.is_superuser:
        return
    if not publishes(request.actor) or not user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied


def patterns(resolver=None, prefix=""):
    """Yield (path, pattern) for every URL of the site, those of libraries too."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry


def every_view_declares(app_configs, **kwargs):
    """System check: an own view without a declared permission stops the site from starting."""
    return [
        Error(f"the view of /{path} declares no permission", hint="Give it access (yishi.web.access).", id="web.E001")
        for path, pattern in patterns()
        if declared(pattern.callback) is None and not path.startswith(MOUNTS)
    ]


def require_declared():
    """Refuse to start (ImproperlyConfigured) where a view declares no permission. Servers run no system checks."""
    faults = every_view_declares(None)
    if faults:
        raise ImproperlyConfigured("; ".join(f"{fault.msg}. {fault.hint}" for fault in faults))
