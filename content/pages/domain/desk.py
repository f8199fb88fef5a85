"""The editors' desk made ready: the tree's first rooms, the groups and what they may, and the release workflow."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.utils import DatabaseError
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.signal_handlers import disable_reference_index_auto_update

from yishi.people.domain.accounts import EDITORS, PAGE_REVIEWERS
from yishi.people.enums import PlaceKind
from yishi.people.models import Place

from ..models import HomePage, ReviewTask, SectionPage

LANGUAGE = "zh-hans"
WORKFLOW = "信息公开审查发布"
TASK = "公开前审查（含保密审查）"
STOCK = "Moderators approval"  # the workflow and the task that Wagtail's own migrations make: they review nothing of ours
ROOT, PAGES, MEDIA = "Root", "全部页面", "全部文件和图片"  # what Wagtail's own migrations call the two trees, and what they are
HOME = ("政务公开", "home")
SECTIONS = (("概况", "about"), ("通知公告", "notices"), ("工作动态", "news"), ("公开指南和目录", "guide"),
            ("政务公开事项", "items"), ("年度报告", "reports"))
COMMUNITY = "居务公开"


def prepare():
    """Make the desk ready for the sub-district that runs the site; whatever is there already stays. Returns the home.

    None before the site is founded. Safe to be done again: after an update, or when a community is entered.
    """
    street = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).order_by("path").first()
    if street is None:
        return None
    with transaction.atomic(), disable_reference_index_auto_update():  # empty rooms refer to nothing
        home = _home(street)
        for title, slug in SECTIONS:
            _room(home, street, title, slug)
        for community in Place.objects.communities():
            _room(home, community, f"{community.name}{COMMUNITY}", community.code.lower())
        _groups(home)
        _workflow(home)
        Page.objects.filter(depth=1, title=ROOT).update(title=PAGES, draft_title=PAGES)
        Collection.objects.filter(depth=1, name=ROOT).update(name=MEDIA)
    return home


def hear(sender, events, **signal):
    """Listen to the journal: a founded site, or a new community, gets its rooms."""
    if any(event.kind in ("people.founded", "people.place_added") for event in events):
        codes = {place.lower() for place in Place.objects.communities().values_list("code", flat=True)}
        there = set(SectionPage.objects.values_list("slug", flat=True))
        if not codes <= there or not HomePage.objects.exists():
            prepare()


def after_migrate(**signal):
    """Listen to Django: an updated site that is founded already gets its desk."""
    try:
        prepare()
    except (DatabaseError, Page.DoesNotExist):
        return


def room(community, slug):
    """Return the section ``slug`` of the street, or the room of ``community`` where ``slug`` is ""."""
    rows = SectionPage.objects.all()
    return rows.get(slug=slug) if slug else rows.get(community=community, slug=community.code.lower())


def _home(street):
    found = HomePage.objects.first()
    if found:
        return found
    locale, _made = Locale.objects.get_or_create(language_code=LANGUAGE)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title=PAGES, slug="root", locale=locale))
    page = HomePage(title=HOME[0], slug=HOME[1], community=street, locale=locale)
    page.built_in = True
    root.add_child(instance=page)
    Site.objects.get_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page, "site_name": street.name})
    return page


def _room(home, place, title, slug):
    if not SectionPage.objects.filter(slug=slug).exists():
        page = SectionPage(title=title, slug=slug, community=place, locale_id=home.locale_id)
        page.built_in = True
        Page.objects.get(pk=home.pk).specific.add_child(instance=page)


def _groups(home):
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    reviewing, _made = Group.objects.get_or_create(name=PAGE_REVIEWERS)
    access = Permission.objects.get_or_create(
        codename="access_admin", content_type=ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")[0],
        defaults={"name": "Can access Wagtail admin"},
    )[0]
    root = Collection.get_first_root_node() or Collection.add_root(instance=Collection(name=MEDIA))
    for group, codes in ((editors, ("add_page", "change_page")), (reviewing, ("change_page", "publish_page"))):
        group.permissions.add(access)
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codes):
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
    media = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
    for permission in Permission.objects.filter(codename__in=media):
        GroupCollectionPermission.objects.get_or_create(group=editors, collection=root, permission=permission)


def _workflow(home):
    reviewing = Group.objects.get(name=PAGE_REVIEWERS)
    task = ReviewTask.objects.first()
    if task is None:
        task = ReviewTask.objects.create(name=TASK)
        task.groups.add(reviewing)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})
    Workflow.objects.filter(name=STOCK, workflow_states=None).delete()
    Task.objects.filter(name=STOCK, task_states=None, workflow_tasks=None).delete()
