"""A made-ready desk, its editors, and pages in it; through the domain functions as the editors' forms call them."""

import datetime as dt
from types import SimpleNamespace

from content.pages.domain import desk, publishing
from content.pages.models import ArticlePage, OpenPage
from tests.content.catalogue.builders import smallest
from tests.world import account
from yishi.people.domain import accounts
from yishi.people.enums import Role

DAY = dt.date(2026, 3, 2)


def ready(world):
    """Make the desk ready. The secretary of the own community writes; the officer and the director review."""
    home = desk.prepare()
    smallest(world)
    admin = world.staff[Role.SYSTEM_ADMIN]
    people = {
        "writer": world.own.people[Role.COMMUNITY_SECRETARY], "officer": world.staff[Role.DISCLOSURE_OFFICER],
        "head": world.staff[Role.STREET_DIRECTOR],
    }
    users = {name: account(person) for name, person in people.items()}
    for name, reviews in (("writer", False), ("officer", False), ("officer", True), ("head", True)):
        accounts.make_editor(users[name], by=admin, reviews=reviews)
    return SimpleNamespace(
        home=home, people=SimpleNamespace(**people), users=SimpleNamespace(**users), world=world,
        notices=desk.room(world.street, "notices"), affairs=desk.room(world.own.community, ""),
    )


def article(made, page_type=ArticlePage, **fields):
    """Return an article that is complete and not saved yet, of the own community unless said otherwise."""
    given = {"title": "关于小区停车的通知", "slug": f"page-{OpenPage.objects.count()}", "entry": "14", "made_on": DAY,
             "summary": "停车位怎么分。", "community": made.world.own.community}
    return page_type(**{**given, **fields})


def drafted(made, by=None, under=None, **fields):
    """Draft an article; return its version."""
    page = article(made, **fields)
    return publishing.draft(page, under=under or made.affairs, by=by or made.people.writer)


def published(made, **fields):
    """Publish an article, written by the secretary and reviewed by the officer."""
    page = article(made, fields.pop("kind_of_page", ArticlePage), **fields)
    return publishing.publish(page, under=made.affairs, by=made.people.writer, reviewer=made.people.officer)
