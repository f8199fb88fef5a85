"""Two stories of what is published, told in a browser: an officer's working weeks, and a citizen who wants to know."""

import re
from subprocess import run

from content.pages.models import ArticlePage
from content.requests.models import Letter, Party, Request
from content.search.domain import index
from tests.content.pages import builders as pages
from tests.content.requests.builders import SAID
from yishi.people.enums import Role

from .teller import fill, on

WORDINGS = ("部门预算", "今年的钱花到哪里去了", "yusuan")  # its name, a question, and how it sounds
BUDGET = {"title": "街道2026年部门预算", "summary": "今年的钱从哪里来、花到哪里去，用大白话说清楚。"}
WANTED = {**SAID, "wanted": "2025年分社区决算表及合同，想看钱花到哪里去了。"}


def printed(teller, letter, person=None):
    """Return the words of the PDF of ``letter``, as ``person`` (None: the visitor) is given it, without spaces."""
    answer = teller.page(person).request.get(f"{teller.server.url}/requests/letters/{letter.pk}.pdf")
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    return "".join(run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True).stdout.decode().split())


def receipt(page):
    """Return code and key of the receipt on ``page``."""
    return page.locator("dl.receipt dd").all_inner_texts()


class Publishing:
    """What both stories share: the ready desk, and who works at it. ``teller`` is the browser."""

    def __init__(self, world, teller):
        self.world, self.teller, self.made = world, teller, pages.ready(world)
        self.officer, self.director = world.staff[Role.DISCLOSURE_OFFICER], world.staff[Role.STREET_DIRECTOR]
        self.window = world.staff[Role.SERVICE_WINDOW_LEAD]

    def handles(self, person, act, **fields):
        """Do ``act`` on the request by its form, as ``person``."""
        page = self.teller.open(f"/requests/{self.request.code}/{act}/", person)
        for name, value in fields.items():
            fill(page, name, value)
        self.teller.send(page, page.locator("main form[method=post] button.main").last, act)
        self.request.refresh_from_db()


class Officer(Publishing):
    """An article from draft to public; a request from receipt to letter."""

    def writes(self):
        """The secretary writes in the editors' desk and submits; nobody else can read it yet."""
        on("2026-03-03")
        page = self.teller.open(f"/admin/pages/add/pages/articlepage/{self.made.affairs.pk}/", self.made.people.writer)
        for name, value in {"title": "关于小区停车的通知", "made_on": "2026-03-02", "entry": "14",
                            "summary": "停车位怎么分。", "slug": "parking"}.items():
            page.locator(f"[name='{name}']").evaluate("(field, value) => { field.value = value }", value)
        page.locator("[name=community]").select_option(str(self.world.own.community.pk))
        page.locator("button[name=action-submit]").evaluate("button => button.click()")
        page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
        self.article = ArticlePage.objects.get(slug="parking")
        assert not self.article.live and self.article.workflow_in_progress
        assert not page.locator("[data-workflow-action-name=approve]").count(), "nobody reviews their own page"

    def reviews(self):
        """The officer reviews it, and it is public within the twenty working days of its entry."""
        on("2026-03-09")
        page = self.teller.open(f"/admin/pages/{self.article.pk}/edit/", self.officer)
        page.locator("[data-workflow-action-name=approve]").first.evaluate("button => button.click()")
        page.locator(".modal [name=secrets_checked]").check()
        page.locator(".modal [name=words]").fill("可以公开")
        page.locator(".modal form [type=submit]").click()
        page.wait_for_url(re.compile(r"/admin/(pages/\d+/)?$"))
        self.article.refresh_from_db()
        shown = self.teller.open(self.article.url).locator("main").inner_text()
        assert "关于小区停车的通知" in shown and "WTL-" in shown
        entry = self.teller.open("/catalogue/14/").locator("main").inner_text()
        assert "关于小区停车的通知" in entry and "published Mon 9 March" in entry, entry

    def receives(self):
        """A request comes in by post; it is entered, confirmed, and once asked to be completed."""
        on("2026-03-09", 14)
        page = self.teller.open("/requests/desk/new/", self.window)
        for name, value in {**WANTED, "channel": "ordinary_post", "applicant_kind": "person"}.items():
            fill(page, name, value)
        self.teller.send(page, page.locator("main button.main"))
        self.code, self.key = receipt(page)
        self.request = Request.objects.get(code=self.code)
        self.handles(self.officer, "intake.confirm", on="2026-03-09", applicant_kind="civic")
        self.handles(self.officer, "intake.ask_completion", to_complete="请写明是哪一年的合同。", complete_by="2026-03-20")
        on("2026-03-11")
        self.handles(self.officer, "intake.complete", completion="2025年的合同。")

    def consults(self):
        """A third party is asked and agrees in part; the director extends once; the clock says so."""
        self.handles(self.officer, "consulting.consult", kind="third_party", name="某烧烤店", about="合同里的报价")
        on("2026-03-18")
        self.handles(self.officer, "consulting.hear", party=str(Party.objects.get().pk), reply="partly")
        self.handles(self.director, "timing.extend", days="5", reason="需要与三个社区核对")
        self.handles(self.officer, "decisions.attach", title="分社区决算表")
        file = self.teller.open(f"/requests/{self.code}/", self.officer).locator("main").inner_text()
        assert "Extended by 5 working days" in file and "某烧烤店" in file

    def answers(self):
        """The officer drafts, the director signs, and the letter says all of it in print."""
        self.handles(self.officer, "decisions.draft", decision="partial", answer="分社区决算表一份。", withheld="合同里的报价。",
                     ground="third_party", reason="涉及商业秘密。")
        self.handles(self.director, "decisions.sign")
        on("2026-03-18", 11)  # the worker's round makes the letters
        letters = {letter.kind: letter for letter in Letter.objects.all()}
        assert set(letters) == {"completion", "inquiry", "extension", "decision"}
        assert "请写明是哪一年的合同" in printed(self.teller, letters["completion"], self.officer)
        words = printed(self.teller, letters["decision"], self.officer)
        for told in ("梧依申告〔2026〕1号", WANTED["name"], "分社区决算表一份", "合同里的报价", "涉及商业秘密", self.code,
                     "2026年3月18日"):
            assert told in words, (told, words)
        assert "某烧烤店" not in words, "who was asked is not told to who asks"


class Citizen(Publishing):
    """Finds the budget in three wordings; asks for what is not there, follows it by its code, and is given the letter."""

    def finds(self):
        """The budget stands among the answers, whatever one calls it."""
        on("2026-03-03")
        budget = pages.published(self.made, **BUDGET)
        index.hear()
        for wording in WORDINGS:
            page = self.teller.open("/search/")
            page.fill("main [name=q]", wording)
            self.teller.send(page, page.locator("main form[role=search] .find button"))
            if page.locator("main .meant a").count():
                page.locator("main .meant a").click()
                page.wait_for_load_state()
            assert BUDGET["title"] in page.locator("main .hits").first.inner_text(), wording
        page.locator("main .hits a", has_text=BUDGET["title"]).first.click()
        page.wait_for_url(f"**{budget.url}")
        assert BUDGET["title"] in page.locator("h1").inner_text()

    def asks(self):
        """What was not found is asked for by the public form; the key is shown once."""
        page = self.teller.open("/requests/new/")
        for name, value in WANTED.items():
            fill(page, name, value)
        self.teller.send(page, page.locator("main button.main"))
        self.code, self.key = receipt(page)
        self.request = Request.objects.get(code=self.code)

    def is_answered(self):
        """The office confirms and answers, by its own forms."""
        self.handles(self.officer, "intake.confirm", on="2026-03-03", applicant_kind="person")
        self.handles(self.officer, "decisions.draft", decision="granted", answer="随信附上分社区决算表。")
        self.handles(self.director, "decisions.sign")
        on("2026-03-03", 11)

    def follows(self):
        """By code and key, in another browser, the citizen reads the answer and takes the letter along."""
        teller = self.teller
        teller.page().context.clear_cookies(name="sessionid")
        page = teller.open("/requests/status/")
        fill(page, "code", self.code)
        fill(page, "key", self.key)
        teller.send(page, page.locator("main button.main"))
        assert "is answered" in page.locator("h1").inner_text()
        words = printed(teller, Letter.objects.get())
        assert "随信附上分社区决算表" in words and WANTED["name"] in words
