"""Every URL × GET and POST × every role × own or other community, against ``matrix.csv``, which is kept by hand.

A cell is what becomes of the request, for things of one's own community and, after a stroke, for those of another:
``ok`` a page, ``on`` led on after an act, ``sign-in`` sent to sign in first, ``no`` not one's office, ``hidden`` as if
there were no such page, ``refused`` the form or the act says why not, ``never`` no such method. A URL without a row
fails here by its name. A row that says the same of everybody is asked of a third of the offices. What Wagtail keeps
below its own mounts is asserted to let in nobody but its own editors.
"""

import csv
import re
from copy import deepcopy
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from wagtail.models import Locale, Page, Site

from consultation.models import Attachment
from consultation.polls.models import Poll
from content.catalogue.domain import demand, owed
from content.guides.models import Draft
from content.pages.models import HomePage
from meetings.stream.screen import SIGNER
from tests.content.catalogue.builders import item, smallest
from tests.content.guides.builders import rated
from tests.content.requests.things import KEY, requests_of
from tests.things import AT, things, whole
from tests.world import account, small_world
from yishi.journal.domain.events import append
from yishi.notices.models import Notice
from yishi.people.enums import Role
from yishi.people.models import Seat, User
from yishi.web.access import MOUNTS, patterns

VISITOR = "visitor"
METHODS = ("GET", "POST")
HUGE = "9" * 20  # no database has a row of that number, and none can look for it
with Path(__file__).with_name("matrix.csv").open(encoding="utf-8", newline="") as file:
    LINES = list(csv.DictReader(file))
ROWS = {(line["url"], line["method"]): line for line in LINES}
ROLES = [name for name in LINES[0] if name not in {"url", "method"}]


def urls():
    """Return the patterns of every URL of the site but Wagtail's."""
    return [path for path, _pattern in patterns() if not path.startswith(MOUNTS)]


def samples(world):
    """Make one of every thing in the own community; return the address that stands for each pattern."""
    made = things(world.own)
    matter, meeting = made["consultation.Matter"], made["meetings.Meeting"]
    asked = requests_of(world.street)["information.Request"]
    Poll.objects.update(**whole(made["polls.Poll"], "open"))
    paper = Attachment(community=matter.community, matter=matter, title="公示", sha256="0" * 64, size=3,
                       content_type="image/jpeg", added_by=meeting.facilitator, added_at=AT)
    paper.file.save("x.jpg", ContentFile(b"jpg"))
    resident = world.own.people[Role.RESIDENT]
    event = append(matter.stream_name, "matter.opened", by=None, community=matter.community, payload={})
    notice = Notice.objects.create(event=event, person=resident, community=matter.community)
    rating = rated(world)
    catalogue = disclosed(world)
    keys = {
        "<code:code>": {"guides": rating.guide.code, "matters": matter.code, "open-data": matter.code,
                        "reports": made["consultation.Report"].code, "requests": asked.code,
                        "published": matter.community.code,
                        "board": matter.community.code},
        "<int:pk>": {"guides": rating.pk, "requests": KEY,
                     "ballots": made["polls.Poll"].pk, "ballot-papers": made["polls.Poll"].pk, "papers": paper.pk,
                     "meetings": meeting.pk, "acts": matter.pk, "petitions": made["consultation.Petition"].pk,
                     "people": resident.pk, "seats": Seat.objects.get(role=Role.RECORDER, place=matter.community).pk,
                     "published": shown_page(world)},
        "<int:key>": {"my": notice.pk},
        "<str:code>": {"acts": "inquiries.ask", "check": "0" * 64, "catalogue": "14"},
        "<str:act>": {"requests": "intake.confirm"}, "<str:verb>": {"requests": "published.publish"},
        "<int:version>": {"guides": 1, "matters": 1}, "<int:year>": {"requests": 2026},
        "<int:draft>": {"guides": Draft.objects.get().pk},
        "<str:name>": {"media": "private.png"}, "<str:token>": {"meetings": SIGNER.signature(meeting.pk)},
        "<code:community>": {"acts": matter.community.code},
        "<trail:trail>": {"pages": ""},
        "<str:form>": {"catalogue": "atom"}, "<str:community>": {"catalogue": matter.community.code}, **catalogue,
    }
    return {path: "/" + filled(path, keys) for path in urls()}


def disclosed(world):
    """Make a catalogue with one of everything in it; return the keys of these."""
    entry = smallest(world)
    shown = item(world)
    fault = demand.report("有误", street=world.street, page="/", about="首页")
    due = owed.note(street=world.street, entry="14", title="应公开", made_on=AT.date(), by=world.staff[Role.DISCLOSURE_OFFICER])
    keys = {"<int:edition>": entry.edition_id, "<str:index_no>": shown.index_no, "<int:fault>": fault.pk, "<int:owed>": due.pk}
    return {parameter: {"catalogue": key} for parameter, key in keys.items()}


def shown_page(world):
    """Return the key of a page of the editors' that is public."""
    root = Page.add_root(instance=Page(title="Root", slug="root", locale=Locale.objects.create(language_code="zh-hans")))
    home = HomePage(title="公开", slug="home", community=world.street, made_on=AT)
    home.built_in = True
    root.add_child(instance=home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home.pk


def filled(path, keys):
    """Return ``path`` with the key of a sample in the place of every parameter."""
    first = path.partition("/")[0]
    for parameter, samples_of in keys.items():
        if parameter in path:
            key = samples_of[first] if "/in/" not in path or parameter != "<str:code>" else "matters.open"
            path = path.replace(parameter, str(key))
    assert "<" not in path, f"tests/test_matrix.py has no sample for {path}"
    return path


def asked(client, method, address):
    """Send the request, take back what it did (signing out, too), and return what became of it."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, {})
        transaction.set_rollback(True)
    client.cookies = cookies
    return outcome(answer)


def outcome(answer):
    """Return what became of a request in a word."""
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/"):
        return "sign-in"
    names = {403: "no", 404: "hidden", 405: "never", 302: "on"}
    classes = {2: "ok", 4: "refused", 5: "broken"}
    return names.get(answer.status_code) or classes[answer.status_code // 100]


def client_of(person):
    """Return a client in which ``person`` (None: a visitor) is signed in."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(User.objects.filter(person=person).first() or account(person))
    return client


def clients(world, role):
    """Return a client of ``role`` in the own community, and one in the other where that is somebody else."""
    if role == VISITOR:
        return [client_of(None)]
    own, other = world.own.people[Role(role)], world.other.people[Role(role)]
    return [client_of(each) for each in dict.fromkeys((own, other))]


def cell(found, method, address):
    """Return the cell that the clients ``found`` have in truth: two words where the other community is different."""
    return "/".join(dict.fromkeys(asked(client, method, address) for client in found))


def test_every_url_has_its_two_rows_and_every_row_its_url():
    wanted = {(path, method) for path in urls() for method in METHODS}
    assert sorted(wanted - set(ROWS)) == [], "URLs without a row in tests/matrix.csv"
    assert sorted(set(ROWS) - wanted) == [], "rows of tests/matrix.csv without a URL"
    assert len(LINES) == len(ROWS), "a URL has the same row twice"
    assert [VISITOR, *Role.values] == ROLES, "a column for the visitor and for every role"


def is_asked(role, number, row):
    """Return whether ``role`` is asked about the ``row`` of the URL ``number``.

    Every role where the cells differ. What is the same for everybody, whatever their office, is asked of the visitor, of
    the resident and of a third of the offices, by turns: no such row of fewer than ten roles.
    """
    same = len({row[each] for each in ROLES}) == 1
    return not same or role in {VISITOR, Role.RESIDENT} or ROLES.index(role) % 3 == number % 3


def test_no_row_is_asked_of_few():
    for number, path in enumerate(urls()):
        for method in METHODS:
            assert sum(is_asked(role, number, ROWS[path, method]) for role in ROLES) >= 10


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_what(role, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    wrong, found = [], clients(world, role)
    for number, (path, address) in enumerate(samples(world).items()):
        for method in METHODS:
            if not is_asked(role, number, ROWS[path, method]):
                continue
            asking = found if "<" in path else found[:1]  # only a thing is of one's own community or of another
            is_so, expected = cell(asking, method, address), ROWS[path, method][role]
            if is_so != expected:
                wrong.append(f"{method} /{path}: {is_so}, and the matrix says {expected}")
    assert wrong == []


def numbered(path, address):
    """Return the ``address`` of the pattern ``path`` with a number that nothing has in the place of each of its own."""
    parts = zip(path.split("/"), address[1:].split("/"), strict=True)
    return "/" + "/".join(re.sub(r"<int:\w+>", HUGE, part) if "<int:" in part else filled for part, filled in parts)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [VISITOR, Role.COMMUNITY_SECRETARY, Role.DISCLOSURE_OFFICER])
def test_a_number_that_no_row_can_have_breaks_nothing(role, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = clients(world, role)[0]
    addresses = {numbered(path, address) for path, address in samples(world).items() if "<int:" in path}
    assert len(addresses) > 40 and f"/meetings/{HUGE}/lottery/" in addresses
    found = {(method, address): asked(client, method, address) for address in addresses for method in METHODS}
    assert [key for key, outcome in found.items() if outcome == "broken"] == []
    assert [key for key, outcome in found.items() if outcome == "ok"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [VISITOR, Role.RESIDENT, Role.COMMUNITY_SECRETARY, Role.STREET_DIRECTOR, Role.SYSTEM_ADMIN])
def test_wagtail_lets_no_office_in(role, world):
    """Offices of the deliberation open no door of the editors' rooms; a superuser or an editor by Wagtail's group does."""
    client = clients(world, role)[0]
    plain = [path for path, _pattern in patterns() if path.startswith("admin/") and not set(path) & set("<(^$\\")]
    assert len(plain) > 20
    for path in plain:
        answer = client.get(f"/{path}")
        if answer.status_code == 200:
            assert path in {"admin/jsi18n/", "admin/sprite/"}, path
        else:
            assert answer.status_code in {302, 403, 404, 405}, path
    assert client.get("/documents/1/x.pdf").status_code == 404
    assert client.get("/pages/").status_code == 404


@pytest.mark.django_db
def test_wagtail_lets_its_own_editors_in():
    world = small_world()
    editor = account(world.own.people[Role.COMMUNITY_SECRETARY], "editor")
    client = Client()
    client.force_login(editor)
    assert client.get("/admin/account/").status_code == 403
    group = Group.objects.create(name="Editors of the test")
    group.permissions.add(*Permission.objects.filter(codename="access_admin"))
    editor.groups.add(group)
    answer = client.get("/admin/account/")
    assert answer.status_code == 200 and not any(name in answer.content for name in (b"time_zone", b"first_name"))
    chosen = {"locale-preferred_language": "en", "notifications-submitted_notifications": "on", "theme-theme": "system",
              "theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
    assert client.post("/admin/account/", chosen).status_code == 302, "what one likes is saved without a name"
    client.force_login(User.objects.create_superuser("root-of-the-site", password="pass-word-1"))
    assert client.get("/admin/account/").status_code == 200
