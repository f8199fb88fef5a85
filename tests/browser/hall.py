"""One evening in the hall, told in several browsers at once: who runs it, who sits in it, and who follows from outside."""

import os
import re
from contextlib import contextmanager
from subprocess import run
from types import SimpleNamespace

from playwright.sync_api import expect

from consultation.enums import HearingForm, Rule
from meetings.domain import attendance
from meetings.stream.screen import screen_address
from tests.consultation.builders_deliberate import published, put
from tests.meetings.builders import DAY, council, planned
from tests.meetings.builders import on as during
from tests.race import shared_database
from tests.serving import answer_of, bare_environment, served
from tests.world import small_world
from yishi.people.enums import Role

from .story import NAMES, named
from .teller import Teller, on, session_of

SAID, SAID_LATER = "声控灯晚上太吵，装人感的。", "老人走得慢，灯要亮得久一些。"
CORRECTED = "声控灯夜里十点以后太吵，装人感的。"
SAID_AWAY = "先换一层试试看。"
QUESTION = "是否同意更换楼道照明？"
BY_THE_COUNCIL = {"rule": Rule.COUNCIL, "form": HearingForm.COUNCIL, "form_words": "", "needs_owner_vote": False}
MEMBERS = ("康佩兰", "顾立仁", "吴舟")
PATIENCE = 60_000  # milliseconds: who asks instead of listening asks every five to ten seconds, on a busy machine later


def hall():
    """Make a council meeting at its beginning: three are there, and a matter stands on the agenda."""
    world = small_world()
    side, matter = world.own, published(world, answers=BY_THE_COUNCIL, title="更换楼道照明")
    named(side.community, name="槐安社区", short="槐")
    for role in (Role.FACILITATOR, Role.RECORDER, Role.SUPERVISORY_MEMBER):
        named(side.people[role], name=NAMES[role.value])
    members = council(side, len(MEMBERS))
    for member, name in zip(members, MEMBERS, strict=True):
        named(member, name=name)
    entry = put(world, matter, planned(side, entitled=len(members))).entry
    named(entry, title="更换楼道照明")
    meeting = entry.meeting
    with during(DAY, 18, 50):
        attendance.enter_attendance(meeting, members, by=meeting.recorder)
    on(DAY.isoformat(), 19)
    return SimpleNamespace(
        matter=matter, meeting=meeting, entry=entry, members=members, chair=meeting.facilitator, clerk=meeting.recorder,
        auditor=side.people[Role.SUPERVISORY_MEMBER], live=f"/meetings/{meeting.pk}/live/",
        console=f"/meetings/{meeting.pk}/console/", screen=screen_address(meeting),
    )


@contextmanager
def standing(made, folder):
    """Serve the hall as a process of its own, sockets and worker and all; yield (server, sessions of who acts)."""
    sessions = {who.pk: session_of(who) for who in (*made.members, made.chair, made.clerk, made.auditor)}
    with shared_database() as url:
        environment = {
            **os.environ, **bare_environment(folder), "YISHI_VAR": os.environ["YISHI_VAR"], "YISHI_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        }
        with served(environment) as site:
            answer_of(site, "/healthz")
            yield SimpleNamespace(url=site.address), sessions


class Evening:
    """Tells the chapters in their order before ``server``; everybody has a browser, and keeps the page that is open."""

    def __init__(self, chromium, server, made, sessions):
        self.made, self.meeting = made, made.meeting
        self.teller = Teller(chromium, server, sessions=sessions)
        self.plain = Teller(chromium, server, javascript=False)
        self.walled, self.wall, self.shaky = (Teller(chromium, server) for _each in range(3))
        self.lines = []
        self.shaky.page().route_web_socket(re.compile("/ws/"), self.joins)
        self.walled.page().route_web_socket(re.compile("/ws/"), lambda socket: socket.close())
        self.wall.page().set_viewport_size({"width": 1280, "height": 720})

    def joins(self, line):
        """Let a socket of the shaky phone through to the server, and keep hold of it."""
        line.connect_to_server()
        self.lines.append(line)

    def opens(self):
        """The facilitator opens the meeting and calls the entry; all the others have their pages open by then."""
        made, open_page = self.made, self.teller.open
        self.member = made.members[0]
        for teller in (self.teller, self.plain, self.walled, self.shaky):
            teller.open(made.live)
        self.wall.open(made.screen)
        open_page(made.live, self.member)
        self.teller.act(made.chair, "meetings.open", self.meeting)
        page = open_page(made.console, made.chair)
        page.locator("#agenda form button").first.click()
        self.sees("now", made.entry.title)

    def sees(self, panel, words, who=None, without=()):
        """Expect ``words`` in a part of the live page that ``who`` has open, which nobody reloads."""
        part = self.teller.page(who).locator(f"[data-panel={panel}]")
        expect(part).to_contain_text(words, timeout=PATIENCE)
        for other in without:
            expect(part).not_to_contain_text(other)

    def records(self):
        """What the recorder types stands on every page; a form that is half filled in stays as it is."""
        self.sees("hand", "Raise a hand", self.member)
        half = self.teller.page(self.member).locator("#hand-stance")
        half.select_option("for")
        half.blur()
        self.says(SAID)
        said = self.teller.page().locator("[data-said]")
        expect(said).to_contain_text(SAID)
        self.sees("now", "三单元楼长", self.member)  # by now its parts were drawn anew
        expect(half).to_have_value("for")
        expect(self.wall.page().locator("[data-panel=main]")).to_contain_text(SAID)
        page = self.plain.page()
        expect(page.locator("[data-said]")).not_to_contain_text(SAID)
        page.get_by_role("link", name="See what is new").click()
        expect(page.locator("[data-said]")).to_contain_text(SAID)

    def says(self, words):
        """The recorder types a statement into the console, and sends it by the keyboard."""
        page = self.teller.open(self.made.console, self.made.clerk)
        page.keyboard.press("s")
        page.keyboard.type(words)
        page.select_option("[name=speaker]", "")  # whoever has the floor is chosen already
        page.fill("[name=speaker_words]", "三单元楼长")
        page.select_option("#say-stance", "for")
        page.locator("#say-text").press("Control+Enter")
        expect(page.locator("#transcript")).to_contain_text(words)

    def loses_the_line(self):
        """Where a line breaks the page says so, however far down one has read; it comes back, and nothing is missing."""
        page = self.shaky.page()
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.locator("[data-watching]")).to_be_visible()
        page.locator("footer").last.scroll_into_view_if_needed()
        self.lines[-1].close()
        expect(page.locator("[data-reconnect]")).to_be_in_viewport()
        self.says(SAID_AWAY)
        expect(page.locator("[data-reconnect]")).to_be_hidden(timeout=PATIENCE)
        expect(page.locator("[data-said]")).to_contain_text(SAID_AWAY, timeout=PATIENCE)
        assert len(self.lines) > 1

    def gives_the_floor(self):
        """A member raises a hand from the phone and is called; both phones show it."""
        page = self.teller.page(self.member)
        page.get_by_role("button", name="Raise a hand").click()
        expect(page.locator("[data-panel=hand]")).to_contain_text("place 1 of 1")
        assert page.url.endswith(self.made.live), "from the live page back to the live page"
        self.teller.open(self.made.console, self.made.chair).get_by_role("button", name="Give the floor").click()
        self.sees("hand", "You have the floor until", self.member)
        self.sees("floor", "康佩兰")
        self.says(SAID_LATER)

    def votes(self):
        """A ballot is opened from the console; the members vote from the live page, and nobody sees a figure yet.

        Meanwhile whoever has no socket has asked, and reads what was said last.
        """
        made, act = self.made, self.teller.act
        act(made.chair, "deliberation.enter", made.matter)
        act(made.clerk, "ballots.prepare", made.matter, question=QUESTION, rule="council", decisive="yes",
            method="yes_no_abstain", secrecy="secret", electorate="members")
        page = self.teller.open(made.console, made.clerk)
        opening = page.locator("#decide a[href*='ballots.open']")
        self.poll = SimpleNamespace(pk=int(re.search(r"/(\d+)/", opening.get_attribute("href")).group(1)))
        self.poll.refresh_from_db = lambda: None
        opening.click()
        self.teller.send(page, page.locator("main form[method=post] button.main").last)
        for n, member in enumerate(made.members):
            self.votes_from_the_live_page(member, "in_favor" if n else "against")
        self.sees("vote", QUESTION, without=("In favour: ", "needed"))
        expect(self.walled.page().locator("[data-said]")).to_contain_text(SAID_LATER, timeout=PATIENCE)

    def votes_from_the_live_page(self, member, choice):
        """The way to the ballot stands on the page that is open, and leads back to it."""
        page = self.teller.page(member)
        if not page.url.endswith(self.made.live):
            self.teller.open(self.made.live, member)
        page.locator("[data-panel=vote]").get_by_role("link", name="Vote", exact=True).click(timeout=PATIENCE)
        page.locator(f"main input[value={choice}]").check(force=True, timeout=PATIENCE)
        self.teller.send(page, page.locator("main form[method=post] button.main").last)
        assert page.url.endswith(self.made.live), page.url
        self.sees("vote", "Your vote is in.", member)

    def certifies(self):
        """Closed is not certified: the result comes with the certificate, on the phone and on the wall."""
        act, passed = self.teller.act, "In favour: 2; needed: more than 1/2 of those present, 2: passed"
        act(self.made.clerk, "ballots.close", self.poll)
        self.sees("vote", "once the count is certified", without=("In favour:", "Passed"))
        act(self.made.auditor, "ballots.certify", self.poll)
        self.sees("vote", passed)
        stage = self.wall.page().locator("[data-panel=main]")
        expect(stage).to_contain_text(passed)
        stage.evaluate("(it) => { it.append(it.lastElementChild.cloneNode(true)); dispatchEvent(new Event('resize')); }")
        assert stage.evaluate("(it) => it.dataset.step && it.scrollHeight <= it.clientHeight")

    def signs(self):
        """The meeting is closed, its minutes are signed by both and corrected by both; the paper tells all of it."""
        act, made = self.teller.act, self.made
        act(made.chair, "meetings.close", self.meeting)
        self.sees("now", "The meeting is over.")
        act(made.clerk, "minutes.draft", self.meeting)
        act(made.chair, "minutes.sign", self.meeting, read=True)
        act(made.clerk, "minutes.countersign", self.meeting, read=True)
        act(made.clerk, "corrections.propose", self.meeting, wrong=SAID, right=CORRECTED, reason="漏记了时间。")
        act(made.chair, "corrections.countersign", self.meeting, read=True)
        self.teller.open(f"/meetings/{self.meeting.pk}/minutes/")
        self.teller.expect(None, CORRECTED)
        words = self.printed()
        for told in (SAID, SAID_LATER, CORRECTED, QUESTION, "方竹溪", "温以宁", "康佩兰"):
            assert told in words, (told, words)

    def printed(self):
        """Return the words of the paper of the corrected minutes, once the worker has made it, without spaces."""
        page = self.teller.page(self.made.clerk)
        for _second in range(30):
            answer = page.request.get(f"{self.teller.server.url}/meetings/{self.meeting.pk}/minutes.pdf?version=2")
            if answer.headers["content-type"] == "application/pdf":
                break
            page.wait_for_timeout(1000)
        assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
        return "".join(run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True).stdout.decode().split())

    def close(self):
        """Close every window."""
        for teller in (self.teller, self.plain, self.walled, self.shaky, self.wall):
            teller.close()
