"""How the editors' desk is bent to our rules."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel

from yishi.refusals import Refused

from .domain import releases
from .forms import TakeBackForm
from .models import OpenPage
from .models.tasks import RELEASE
from .queries import is_public

UNDER_REVIEW = gettext_lazy("This version is under review, and is not saved by itself. To change it, save it by the button.")

NameEmailSettingsPanel.is_active = lambda panel: False  # how somebody is called stands in the register, and is kept there


@hooks.register("before_serve_document")
def private_until_public(document, request):
    """A paper is nobody's but the editors' until a public page shows it."""
    editor = request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
    if not editor and not is_public(document):
        raise Http404


@hooks.register("before_edit_page")
def nothing_is_saved_by_itself_under_review(request, page):
    """Save only by the button what is under review: one letter typed by whoever reviews would make it their own version.

    Nor is it saved by itself together with the act that ends the review: the act would be followed by one more version.
    """
    by_itself = request.method == "POST" and not request.accepts("text/html")
    if by_itself and (page.current_workflow_task or "action-workflow-action" in request.POST):
        said = {"success": False, "error_code": "blocked_by_hook", "error_message": str(UNDER_REVIEW)}
        return JsonResponse(said, status=400)


@hooks.register("before_publish_page")
def not_past_the_review(request, page):
    """Say why, where somebody would publish past the review; what was typed is kept as a draft."""
    try:
        page.require_review(page.get_latest_revision())
    except (AttributeError, Refused) as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_unpublish_page")
def not_without_a_reason(request, page):
    """Ask why it is taken back, and take it back by the verb that keeps the 15 days of what hangs on a board."""
    if not isinstance(page, OpenPage):
        return None
    form = TakeBackForm(request.POST if "words" in request.POST else None)
    if form.is_valid():
        try:
            releases.withdraw(page, by=getattr(request.user, "person", None), **form.cleaned_data)
            said = _("Taken back. Its index number says why.") if page.specific.disclosed else _("Taken back. The record says why.")
            messages.success(request, said)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
    return render(request, "pages/desk/take_back.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@hooks.register("construct_page_action_menu")
def no_button_past_the_review(items, request, context):
    """Offer nothing that would be refused: pages are published by their release review, whose act is called by its name."""
    items[:] = [item for item in items if item.name != "action-publish"]
    for item in items:
        if item.name == "approve":
            item.label = RELEASE  # Wagtail adds “and Publish” to it


@hooks.register("construct_main_menu")
def the_desks_own_word(request, items):
    """Call the desk's lists what they are: on the rest of the site “reports” are what residents report."""
    for item in items:
        if item.name == "reports":
            item.label = pgettext("lists of the editors' desk", "Reports")


@hooks.register("before_delete_page")
def reviewed_pages_stay(request, page):
    """Say why, where somebody would delete what was reviewed."""
    try:
        if isinstance(page, OpenPage):
            page.require_off_record()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def no_bulk_past_the_rules(request, action_type, objects, action):
    """Many pages at once are neither published, taken back nor deleted where one of them was or must be reviewed."""
    if action_type in {"publish", "unpublish", "delete"} and any(isinstance(thing.specific, OpenPage) for thing in objects
                                                    if hasattr(thing, "specific")):
        messages.error(request, _("Pages are published, taken back and deleted one by one."))
        return redirect("wagtailadmin_explore_root")


@hooks.register("before_copy_page")
def copies_are_drafts(request, page):
    """A copy was reviewed by nobody, and an alias would be public at once."""
    if request.method == "POST" and (request.POST.get("publish_copies") or request.POST.get("alias")):
        messages.error(request, _("A copy of “%(title)s” is a draft of its own, and is reviewed anew.") % {"title": page.title})
        return redirect("wagtailadmin_pages:copy", page.pk)
