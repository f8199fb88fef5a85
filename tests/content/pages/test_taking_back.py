"""A public page is taken back with a reason, and what hangs on a board not before its 15 days."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from content.catalogue.models import Item
from content.pages.domain import desk, releases
from content.pages.models import ArticlePage, CommunityPage
from content.pages.tasks import take_back_expired
from tests.content.pages import builders
from tests.content.pages.test_hostile import png
from yishi.clock import story
from yishi.clock.story import held_at
from yishi.journal.models import Event
from yishi.people.models import User
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.django_db
POSTED = {"posted_from": dt.date(2026, 3, 2), "posted_until": dt.date(2026, 3, 20), "board": "公示栏", "affairs": "finance",
          "kind": "money"}


def on(day):
    return held_at(dt.datetime(2026, 3, day, 4, tzinfo=dt.UTC))


@pytest.mark.writes
def test_what_hangs_is_taken_back_after_15_days_or_for_a_reason_of_the_law(made, client):
    with on(2):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
    client.force_login(made.users.head)
    address, words = reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"words": "账目有误，更正后重发"}
    with on(16):
        assert client.get(address).status_code == 200
        asked = client.post(address)
        assert "arts. 14 to 16" in asked.content.decode() and 'name="words"' in asked.content.decode()
        assert client.post(address, {"words": " "}).status_code == 422
        refused = client.post(address, words)
        assert refused.status_code == 422 and words["words"] in refused.content.decode(), "what was typed is still there"
        with pytest.raises(Forbidden):
            releases.withdraw(page, by=made.people.writer, words="x")
        with pytest.raises(Invalid):
            releases.withdraw(page, by=made.people.head, words="", reason="third_party")
        assert CommunityPage.objects.get().live
    with on(17):
        assert client.post(address, words).status_code == 302
    assert not CommunityPage.objects.get().live and Item.objects.get().withdrawn_because == words["words"]
    assert Event.objects.get(kind="pages.withdrawn").actor == made.people.head


def test_secrets_and_privacy_go_at_once(made):
    with on(3):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
        assert not releases.withdraw(page, by=made.people.head, words="误登门牌号", reason="third_party").live
    assert Event.objects.get(kind="pages.withdrawn").payload["reason"] == "third_party"


@pytest.mark.parametrize("day", [19, 20])
def test_no_page_ends_before_it_stops_hanging(day, made):
    page = builders.article(made, CommunityPage, expire_at=dt.datetime(2026, 3, day, 4, tzinfo=dt.UTC), **POSTED)
    with pytest.raises(ValidationError, match="20"):
        page.clean()


@pytest.mark.writes
def test_what_ends_at_its_hour_ends_after_its_15_days_and_says_so(made):
    with on(2):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
    CommunityPage.objects.update(expire_at=dt.datetime(2026, 3, 9, 4, tzinfo=dt.UTC))  # as it was set before it hung
    for day, ended in ((9, 0), (16, 0), (17, 1), (18, 0)):
        with on(day):
            assert take_back_expired(story.now()) == ended
    page.refresh_from_db()
    assert page.expired and not page.live and "is over" in Item.objects.get().withdrawn_because
    assert Event.objects.filter(kind="pages.withdrawn").count() == 1


@pytest.mark.writes
def test_no_side_door_takes_a_page_back_without_a_reason(made, client):
    with on(2):
        page = builders.published(made, kind_of_page=CommunityPage, **POSTED)
    root = User.objects.create_superuser("root-of-the-site", password="pass-word-1")
    bare = Page.objects.get(pk=page.pk)
    for act in (lambda: page.unpublish(user=root), bare.unpublish, page.delete, Page.objects.get(pk=page.pk).delete,
                made.affairs.delete):
        with pytest.raises((Refused, ProtectedError)):
            act()
    for user in (made.users.head, root):
        client.force_login(user)
        for name in ("unpublish", "delete"):
            client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={page.pk}")
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        client.post(reverse("wagtailadmin_pages:delete", args=[made.affairs.pk]))
        client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"})
        client.post(reverse("wagtailadmin_pages:set_privacy", args=[made.affairs.pk]), {"restriction_type": "login"})
    client.logout()
    assert client.get(page.url).status_code == 200 and Item.objects.standing().exists()
    assert not Event.objects.filter(kind="pages.withdrawn").exists()
    article = ArticlePage.objects.get(pk=builders.drafted(made, under=made.notices).object_id)
    article.delete()
    assert not ArticlePage.objects.exists(), "a draft that nobody has reviewed may go"


@pytest.mark.writes
@pytest.mark.parametrize("room, model, name, first, second", [
    ("wagtaildocs", Document, "plan.pdf", b"%PDF-1.7 as reviewed", b"%PDF-1.7 another"),
    ("wagtailimages", Image, "board.png", png(4, 4), png(5, 5)),
])
def test_a_paper_and_a_picture_stay_what_was_reviewed(room, model, name, first, second, made, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(made.users.writer)
    client.post(reverse(f"{room}:add"), {"title": "停车方案", "file": SimpleUploadedFile(name, first)})
    thing = model.objects.get()
    block = ("papers", [thing]) if model is Document else ("picture", {"image": thing, "alt": "公示栏", "caption": ""})
    with on(3):
        page = builders.published(made, body=[block])
        edit, delete = (reverse(f"{room}:{act}", args=[thing.pk]) for act in ("edit", "delete"))
        refused = client.post(edit, {"title": "停车方案", "file": SimpleUploadedFile(name, second)})
        assert "Add the new file beside it" in refused.content.decode()
        assert model.objects.get().file.open("rb").read() == first
        kind = (model._meta.app_label, model._meta.model_name)
        for address in (delete, reverse("wagtail_bulk_action", args=[*kind, "delete"]) + f"?id={thing.pk}"):
            answer = client.post(address)
            assert "a public page shows it" in answer.content.decode() and model.objects.exists()
        releases.withdraw(page, by=made.people.head, words="误登门牌号", reason="third_party")
        assert client.post(delete).status_code == 302 and not model.objects.exists()


@pytest.mark.writes
def test_the_name_of_a_paper_passes_the_same_review_as_the_page(made, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(made.users.writer)
    client.post(reverse("wagtaildocs:add"), {"title": "停车方安", "file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")})
    paper = Document.objects.get()
    edit = reverse("wagtaildocs:edit", args=[paper.pk])

    def named(name):
        answer = client.post(edit, {"title": name})
        return "keeps its name" not in answer.content.decode() and Document.objects.get().title == name

    assert named("停车方"), "nobody has submitted it"
    with on(3):
        link = f'<p><a linktype="document" id="{paper.pk}">全文</a></p>'
        page = ArticlePage.objects.get(pk=builders.drafted(made, body=[("text", link)]).object_id)
        assert named("停车方案"), "a draft shows it"
        desk.Workflow.objects.get().start(page, made.users.writer)
        assert not named("补贴名单"), "what is looked at does not change under the eyes of who looks"
        assert "under review" in client.post(reverse("wagtaildocs:delete", args=[paper.pk])).content.decode()
        page.current_workflow_state.cancel(user=made.users.writer)
        assert named("停车分配方案")
        page = builders.published(made, body=[("papers", [paper])])
        assert not named("补贴名单"), "a public page shows it"
        releases.withdraw(page, by=made.people.head, words="误登门牌号", reason="third_party")
        assert not named("补贴名单"), "what was public is still told by its earlier versions"
