"""Nothing goes out past a release review by another person, whoever asks and by whatever way."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from content.pages.domain import desk, reviews
from content.pages.enums import Attribute
from content.pages.models import ArticlePage, ReleaseReview
from content.pages.tasks import publish_scheduled, remind_of_withheld
from tests.consultation.views.reading import words
from tests.world import account
from yishi.clock.story import held_at
from yishi.journal.models import Event
from yishi.notices.domain.notices import give
from yishi.notices.models import Notice
from yishi.people.enums import Role
from yishi.people.models import User
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.release import Reason

from . import builders
from .test_hostile import form

pytestmark = pytest.mark.django_db
OUT = {"attribute": Attribute.PROACTIVE, "secrets_checked": True}
NOON = dt.datetime(2026, 3, 2, 4, tzinfo=dt.UTC)


def test_a_version_without_a_review_is_not_published_whoever_asks(made):
    revision = builders.drafted(made)
    root = User.objects.create_superuser("root-of-the-site", password="pass-word-1")
    with pytest.raises(Refused, match="no release review"):
        revision.publish(user=root)
    page = ArticlePage.objects.get()
    page.live = True
    with pytest.raises(Refused, match="no release review"):
        page.save()
    with pytest.raises(Refused):
        made.affairs.add_child(instance=builders.article(made, slug="other"))
    assert not ArticlePage.objects.live().exists()


def test_the_review_lets_that_very_version_out_and_no_later_one(made):
    revision = builders.drafted(made)
    reviews.decide(revision, by=made.people.officer, **OUT)
    revision.publish(user=made.users.officer)
    page = ArticlePage.objects.live().get()
    assert page.released_at and list(Event.objects.filter(stream__name=f"page:{page.pk}").values_list("kind", flat=True)) == [
        "pages.reviewed", "pages.published"]
    page.title = "改过的标题"
    changed = page.save_revision(user=made.users.writer)
    with pytest.raises(Refused, match="no release review"):
        changed.publish()
    assert ArticlePage.objects.get().title == "关于小区停车的通知"


def test_a_version_that_was_changed_behind_the_review_stays_in(made):
    revision = builders.drafted(made)
    reviews.decide(revision, by=made.people.officer, **OUT)
    revision.content["title"] = "换掉的"
    revision.save()
    with pytest.raises(Refused):
        revision.publish()


def test_nobody_reviews_what_they_had_a_hand_in(made):
    revision = builders.drafted(made, by=made.people.officer)
    with pytest.raises(Forbidden, match="Somebody else"):
        reviews.decide(revision, by=made.people.officer, **OUT)
    later = ArticlePage.objects.get().save_revision(user=made.users.head)  # a changed comma does not launder it
    with pytest.raises(Forbidden, match="Somebody else"):
        reviews.decide(later, by=made.people.officer, **OUT)
    with pytest.raises(Forbidden, match="disclosure officer"):
        reviews.decide(later, by=made.people.writer, **OUT)
    review = ReleaseReview(
        community=made.world.street, page_id=later.object_id, revision=later, digest="0" * 64, maker=made.people.head,
        reviewer=made.people.head, on=builders.DAY, attribute=Attribute.PROACTIVE, secrets_checked=True,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save()


def test_a_review_asks_for_what_is_missing_and_is_written_once(made):
    revision = builders.drafted(made, entry="", summary="")
    with pytest.raises(Refused, match=r"one entry of the catalogue.*summary"):
        reviews.decide(revision, by=made.people.officer, **OUT)
    half = builders.drafted(made, slug="half", body=[("picture", {"image": None, "alt": ""})])
    with pytest.raises(Refused, match="is not complete"):
        reviews.decide(half, by=made.people.officer, **OUT)
    unknown = builders.drafted(made, slug="unknown", entry="99")
    with pytest.raises(Refused, match="no entry “99”"):
        reviews.decide(unknown, by=made.people.officer, **OUT)
    whole = builders.drafted(made, slug="whole")
    with pytest.raises(Invalid, match="secrets"):
        reviews.decide(whole, by=made.people.officer, attribute=Attribute.PROACTIVE)
    reviews.decide(whole, by=made.people.officer, **OUT)
    with pytest.raises(Stale):
        reviews.decide(whole, by=made.people.head, **OUT)
    older = builders.drafted(made, slug="older")
    older.as_object().save_revision(user=made.users.writer)
    with pytest.raises(Stale):
        reviews.decide(older, by=made.people.officer, **OUT)


def test_what_is_kept_back_names_its_reason_and_is_looked_at_again_every_year(made):
    revision = builders.drafted(made)
    with pytest.raises(Invalid, match="14 to 16"):
        reviews.decide(revision, by=made.people.officer, attribute=Attribute.CLOSED, basis="第十六条")
    with held_at(NOON):
        review = reviews.decide(
            revision, by=made.people.officer, attribute=Attribute.CLOSED, reason=Reason.PROCESS, basis="条例第十六条第二款"
        )
    assert review.next_review == dt.date(2027, 3, 2)
    with pytest.raises(Refused):
        revision.publish()
    year_on = NOON.replace(year=2027)
    with held_at(year_on):
        assert [remind_of_withheld(year_on), remind_of_withheld(year_on)] == [1, 0]
        give([Event.objects.get(kind="pages.review_due")])
        assert set(Notice.objects.values_list("person", flat=True)) >= {made.people.officer.pk, made.people.head.pk}
        with pytest.raises(Forbidden):
            reviews.look_again(review, by=made.people.writer, still=True, words="仍在过程中")
        assert reviews.look_again(review, by=made.people.head, still=True, words="仍在过程中").next_review.year == 2028
        assert reviews.look_again(review, by=made.people.head, still=False, words="已办结").next_review is None
    with pytest.raises(Stale):
        reviews.look_again(review, by=made.people.head, still=False, words="已办结")


def test_a_leap_day_is_looked_at_on_the_28th():
    assert reviews.in_a_year(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)


def test_a_scheduled_version_goes_out_at_its_hour_by_the_product_clock_and_with_its_review(made):
    hour = NOON + dt.timedelta(days=3)
    with held_at(NOON):
        revision = builders.drafted(made, go_live_at=hour)
        with pytest.raises(Refused):
            revision.publish()
        reviews.decide(revision, by=made.people.officer, **OUT)
        revision.publish(user=made.users.officer)
    page = ArticlePage.objects.get()
    assert not page.live and page.approved_schedule
    assert publish_scheduled(NOON) == 0
    with held_at(hour):
        assert publish_scheduled(hour) == 1
    page.refresh_from_db()
    assert page.live and page.released_at == hour


def test_a_scheduled_version_whose_review_is_gone_stays_in(made):
    hour = NOON + dt.timedelta(days=3)
    with held_at(NOON):
        revision = builders.drafted(made, go_live_at=hour)
        reviews.decide(revision, by=made.people.officer, **OUT)
        revision.publish(user=made.users.officer)
    ReleaseReview.objects.all().delete()
    with held_at(hour), pytest.raises(Exception, match="1 failed"):
        publish_scheduled(hour)
    assert not ArticlePage.objects.live().exists()


def test_the_workflow_in_the_desk_reviews_and_publishes(made, client):
    client.force_login(made.users.writer)
    page = ArticlePage.objects.get(pk=builders.drafted(made).object_id)
    page.get_workflow().start(page, made.users.writer)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(address, {"secrets_checked": "on"})  # the writer is no reviewer
    assert not ReleaseReview.objects.exists()
    client.force_login(made.users.officer)
    desk_said = words(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert "Reviewed: publish" in desk_said and "and Publish" not in desk_said
    client.post(address, {"words": "没有勾选"})
    assert not ReleaseReview.objects.exists()
    assert client.post(address, {"secrets_checked": "on", "words": "可以公开"}).status_code == 302
    page.refresh_from_db()
    assert page.live and ReleaseReview.objects.get().words == "可以公开"


def test_who_had_a_hand_in_a_page_is_not_offered_to_review_it(made, client):
    client.force_login(made.users.officer)
    page = ArticlePage.objects.get(pk=builders.drafted(made).object_id)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(made, title="专员改过"))
    page.refresh_from_db()
    page.get_workflow().start(page, made.users.writer)
    for address in (edit, reverse("wagtailadmin_home")):
        said = words(client.get(address))
        assert "Ask for changes" in said and "Reviewed:" not in said, address
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", page.current_workflow_task_state.pk]),
                {"secrets_checked": "on"})
    assert not ReleaseReview.objects.exists()


def test_what_is_under_review_is_saved_by_the_button_alone(made, client):
    client.force_login(made.users.officer)
    page = ArticlePage.objects.get(pk=builders.drafted(made).object_id)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def saved(**said):
        before = page.revisions.count()
        by_itself = client.post(edit, form(made, title=f"改 {before}", **said), headers={"accept": "application/json"})
        return by_itself.json()["success"] and page.revisions.count() > before

    page.get_workflow().start(page, made.users.writer)
    assert not saved() and not saved(**{"action-workflow-action": "true", "workflow-action-name": "approve"})
    client.post(edit, form(made, title="改过"))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "改过"
    page.current_workflow_state.cancel(user=made.users.writer)
    assert saved() and not saved(**{"action-workflow-action": "true"})


def test_the_workflow_keeps_back_with_a_reason(made, client):
    page = ArticlePage.objects.get(pk=builders.drafted(made).object_id)
    page.get_workflow().start(page, made.users.writer)
    client.force_login(made.users.head)
    state = page.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "withhold", state.pk]), {
        "attribute": "closed", "reason": "third_party", "basis": "条例第十五条", "words": "涉及商业秘密"})
    page.refresh_from_db()
    assert not page.live and ReleaseReview.objects.get().reason == Reason.THIRD_PARTY


def test_a_page_that_names_no_maker_cannot_be_reviewed(made):
    revision = builders.drafted(made)
    root = User.objects.create_superuser("root-of-the-site", password="pass-word-1")
    later = revision.as_object().save_revision(user=root)
    with pytest.raises(Refused, match="belongs to no person"):
        reviews.decide(later, by=made.people.officer, **OUT)


def test_another_communitys_secretary_edits_nothing_here(made):
    stranger = account(made.world.other.people[Role.COMMUNITY_SECRETARY])
    stranger.groups.set(made.users.writer.groups.all())
    page = ArticlePage.objects.get(pk=builders.drafted(made).object_id)
    assert page.permissions_for_user(made.users.writer).can_edit()
    assert not page.permissions_for_user(stranger).can_edit()
    assert not made.affairs.permissions_for_user(stranger).can_add_subpage()


def test_the_desk_knows_no_workflow_but_the_release_review(made):
    stock = Workflow.objects.create(name="Moderators approval")
    WorkflowTask.objects.create(workflow=stock, task=GroupApprovalTask.objects.create(name="Moderators approval"))
    WorkflowPage.objects.create(page=made.home.get_parent(), workflow=stock)
    desk.prepare()
    assert Workflow.objects.get().name == desk.WORKFLOW and Task.objects.get().name == desk.TASK


def test_the_desk_speaks_the_language_of_who_sits_at_it(made, client):
    client.force_login(made.users.writer)
    client.cookies["django_language"] = "zh-hans"
    Page.objects.filter(depth=1).update(title="Root")
    desk.prepare()
    for address in (reverse("wagtailadmin_pages:edit", args=[made.affairs.pk]), reverse("wagtailadmin_explore", args=[made.home.pk])):
        html = client.get(address).content.decode()
        assert 'aria-label="Actions"' not in html and ">Root<" not in html and 'id="w-slim-header-buttons"' in html


def test_a_page_belongs_to_a_place_where_its_editor_has_an_office(made, client):
    add = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", made.affairs.pk])
    for user, places in ((made.users.writer, {made.world.own.community}),
                         (made.users.officer, {made.world.street, made.world.own.community, made.world.other.community})):
        client.force_login(user)
        form = client.get(add).context["form"]
        assert set(form.fields["community"].queryset) == places
        assert form.initial["community"] == made.affairs.community_id, "that of the room"


def test_who_chooses_a_type_reads_what_each_is_for(made, client):
    client.force_login(made.users.writer)
    found = words(client.get(reverse("wagtailadmin_pages:add_subpage", args=[made.affairs.pk])))
    assert "What a community makes known, with the board it hangs on" in found and "Pages using" not in found


def test_a_page_needs_no_address_thought_of(made, client):
    client.force_login(made.users.writer)
    add = reverse("wagtailadmin_pages:add", args=["pages", "articlepage", made.affairs.pk])
    with held_at(NOON):
        for _n in range(2):
            assert client.post(add, form(made, slug="")).status_code == 302
        assert list(ArticlePage.objects.order_by("path").values_list("slug", flat=True)) == ["2026-03-02", "2026-03-02-2"]
        last = ArticlePage.objects.order_by("path").last()
        client.post(reverse("wagtailadmin_pages:edit", args=[last.pk]), form(made, slug="", title="换了标题"))
        assert last.get_latest_revision_as_object().slug == "2026-03-02-2", "it keeps the one it has"
        client.post(add, form(made, slug="parking"))
    assert ArticlePage.objects.filter(slug="parking").exists()
