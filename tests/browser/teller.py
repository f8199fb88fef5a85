"""Whoever acts in a story: signed in, at a phone, filling in the form of an act as it stands on the page."""

import datetime as dt
import re

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests.world import account
from yishi.clock.story import move_to, now
from yishi.tasks.due import run_due

PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000  # milliseconds until a page that does not come, or does not change, is a fault; a busy machine takes seconds
expect.set_options(timeout=PATIENCE)


class Teller:
    """Tells a story before ``server``, in ``language``, with JavaScript or without. ``visit`` hears of every page.

    ``sessions`` {person key: session} are for a server with a database of its own: who acts has signed in there before.
    """

    def __init__(self, chromium, server, *, javascript=True, language="en", visit=lambda page: None, sessions=None):
        self.chromium, self.server, self.visit = chromium, server, visit
        self.options = {"viewport": PHONE, "java_script_enabled": javascript, "locale": language}
        self.language, self.pages, self.sessions = language, {}, sessions or {}

    def page(self, person=None):
        """Return the page of ``person`` (None: a visitor), signed in."""
        key = person and person.pk
        if key not in self.pages:
            context = self.chromium.new_context(**self.options)
            context.add_cookies([self._cookie("django_language", self.language)])
            if person is not None:
                context.add_cookies([self._cookie("sessionid", self.sessions.get(person.pk) or session_of(person))])
            self.pages[key] = context.new_page()
            self.pages[key].set_default_timeout(PATIENCE)
        return self.pages[key]

    def _cookie(self, name, value):
        return {"name": name, "value": value, "url": self.server.url}

    def open(self, address, person=None):
        """Open ``address`` as ``person``; the page must be there."""
        page = self.page(person)
        answer = page.goto(self.server.url + address)
        assert answer.ok, (address, answer.status, page.inner_text("main")[:800])
        self.visit(page)
        return page

    def act(self, person, code, thing, /, **fields):
        """Do the act ``code`` on ``thing`` (or in the community ``thing``, where it makes something new) by its form."""
        where = f"in/{thing.code}/" if code in NEW else f"{thing.pk}/"
        query = "".join(f"?kind={fields['kind']}" for _kind in [1] if code == "meetings.schedule")
        page = self.open(f"/acts/{code}/{where}{query}", person)
        for name, value in fields.items():
            fill(page, name, value)
        self.send(page, page.locator("main form[method=post] button.main").last, code)
        if code not in NEW:
            thing.refresh_from_db()

    def send(self, page, button, what=""):
        """Press ``button``, and again where the page first repeats what will happen; nothing may be wrong then."""
        button.click()
        page.wait_for_load_state()
        confirm = page.locator("form button[name=cast], form:has(section.confirm) button.main")
        if confirm.count():
            self.visit(page)
            confirm.first.click()
            page.wait_for_load_state()
        assert not page.locator(".errors").count(), (what, page.locator(".errors").first.inner_text())

    def expect(self, person, words):
        """Expect ``words`` on the page that ``person`` is looking at."""
        expect(self.page(person).locator("main")).to_contain_text(re.compile(re.escape(words)))

    def close(self):
        """Close every window."""
        for page in self.pages.values():
            page.context.close()


NEW = {"matters.open", "meetings.schedule", "numbers.explain", "petitions.open", "debate_rules.adopt"}


def session_of(person):
    """Return the key of a session in which ``person`` is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.filter(person=person).first() or account(person))
    return client.cookies["sessionid"].value


def fill(page, name, value):
    """Fill in the field ``name`` as its sort asks."""
    fields = page.locator(f"main [name='{name}']")
    assert fields.count(), f"no field {name} at {page.url}"
    first = fields.first
    tag, kind = first.evaluate("e => e.tagName"), first.get_attribute("type")
    if tag == "SELECT":
        first.select_option(value)
    elif kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            found = page.locator(f"main [name='{name}'][value='{one}']") if one is not True else first
            found.check(force=True)
    elif kind == "file":
        first.set_input_files(value)
    else:
        first.fill(value)


def on(day, hour=10, minute=0):
    """Move the product clock to ``hour`` on ``day`` ("2026-01-08"), and do what is due by then; what only follows may wait."""
    when = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour, minute)))
    move_to(when)
    for run in run_due(now(), following=False):
        assert not run.error, (run.name, run.error)
