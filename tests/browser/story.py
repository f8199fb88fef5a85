"""The whole story of one matter, told in a browser: from two reports to a result that was done again and accepted."""

import re
from subprocess import run
from types import SimpleNamespace

from consultation.models import Matter, Report
from consultation.polls.models import Poll
from meetings.models import AgendaEntry, Meeting
from tests.consultation.builders_collect import neighbours
from tests.meetings.builders import council
from yishi.documents.models import Document

from .teller import on

NAMES = {  # as people are called whom one meets in a story and in its pictures
    "community_secretary": "柳长青", "recorder": "温以宁", "facilitator": "方竹溪", "supervisory_member": "雷守正",
    "grid_worker": "高木森", "resident": "邹桂枝", "property_manager": "齐守田", "council_member": "康佩兰",
    "resident_rep": "顾立仁", "building_head": "吴舟", "community_committee": "付素礼", "owner": "马正明",
    "owners_committee": "窦立衡",
}


class Story:
    """Tells the chapters in their order; ``side`` is the community, ``teller`` the browser."""

    def __init__(self, world, teller):
        self.world, self.side, self.teller = world, world.own, teller
        self.people = SimpleNamespace(**{role.value: person for role, person in self.side.people.items()})
        self.members = council(self.side, 5)
        self.first, self.second, self.third = neighbours(self.side, 3)
        self._named()

    def _named(self):
        """Give places and people the names of a neighbourhood."""
        named(self.side.community, name="槐安社区", short="槐")
        named(self.side.estate, name="槐安里一号院")
        named(self.world.other.community, name="临溪社区")
        for role, name in NAMES.items():
            named(getattr(self.people, role), name=name)
        for person, name in zip((self.first, self.second, self.third), ("邹桂枝", "李建国", "张秀英"), strict=True):
            named(person, name=name)

    def called(self, who):
        """Return the person of the story whom ``who`` names: an office, or one of the neighbours (None: nobody)."""
        return who and (getattr(self, who, None) or getattr(self.people, who))

    def tell(self, after=lambda story, chapter: None):
        """Tell all of it; ``after(story, chapter)`` hears when each chapter is told."""
        for chapter in (self.reports, self.merges, self.admits, self.researches, self.convenes, self.deliberates,
                        self.opens, self.votes, self.publishes, self.starts, self.carries_out, self.accepts,
                        self.surveys, self.closes):
            chapter()
            after(self, chapter.__name__)

    def reports(self):
        """Two residents report, a third supports."""
        on("2026-01-08")
        for who, words in ((self.first, "三单元楼道的灯全黑了，老人下楼看不见。"), (self.second, "晚上楼道没有灯，差点摔倒。")):
            page = self.teller.open("/reports/new/", who)
            page.fill("[name=text]", words)
            choose_place(page, self.side.estate)
            self.teller.send(page, page.locator("main form[method=post] button.main").last, "report")
        self.report = report = Report.objects.order_by("pk").first()
        page = self.teller.open(f"/reports/{report.code}/", self.third)
        page.get_by_role("button", name=re.compile("support", re.I)).first.click()
        page.wait_for_load_state()
        assert report.supports.get().person == self.third

    def merges(self):
        """The secretary opens a matter with the first, merges the second, answers both, and proposes it."""
        act, secretary = self.teller.act, self.people.community_secretary
        first, second = Report.objects.order_by("pk")
        act(secretary, "matters.open", self.side.community, title="更换楼道照明", topic="T6", summary="楼道灯具老化。",
            reports=[str(first.pk)])
        self.matter = Matter.objects.get()
        act(secretary, "reports.merge", second, matter=str(self.matter.pk))
        for report in (first, second):
            act(secretary, "reports.dispose", report, disposition="adopted", reason="列入议题，一并办理。")
        act(secretary, "matters.record_initiative", self.matter, kind="committee", words="居委会决定", decided_on="2026-01-08")
        act(secretary, "matters.declare_no_duplicate", self.matter)
        act(secretary, "matters.check_privacy", self.matter)
        act(secretary, "matters.propose", self.matter)

    def admits(self):
        """The item is written, studied, numbered, scheduled, noticed five days, and admitted."""
        act, secretary, recorder = self.teller.act, self.people.community_secretary, self.people.recorder
        on("2026-01-12")
        act(recorder, "agenda.revise_text", self.matter, text="讨论是否更换楼道照明，以及经费来源。")
        act(secretary, "agenda.record_admission", self.matter, proposer="committee", rule="council", form="council",
            within_autonomy="yes", in_topic_list=True, legal_basis="城市居民委员会组织法第三十二条")
        act(recorder, "agenda.name_stakeholder", self.matter, words="三单元住户")
        act(secretary, "agenda.declare_no_conflict", self.matter)
        act(secretary, "agenda.review", self.matter, body_words="社区党委会", opinion="同意列入议题。")
        act(recorder, "agenda.number", self.matter)
        act(recorder, "agenda.schedule", self.matter, day="2026-02-24")
        act(recorder, "agenda.post_notice", self.matter, since="2026-01-12", until="2026-01-20", channels="小区公示栏")
        on("2026-01-18")
        act(secretary, "agenda.admit", self.matter)

    def researches(self):
        """The inquiry is planned, its returns and findings recorded, closed and published."""
        act, recorder = self.teller.act, self.people.recorder
        act(recorder, "research.plan", self.matter, since="2026-01-18", until="2026-01-28", methods="入户问卷", unit="户",
            target="84")
        on("2026-01-28")
        act(recorder, "research.record_returns", self.matter, returned="70")
        act(recorder, "research.record_finding", self.matter, text="70户回收，68户同意更换。")
        act(recorder, "research.draft_option", self.matter, code="A", name="更换为声控灯", budget_yuan="18000")
        act(recorder, "research.close", self.matter)
        on("2026-01-29")
        act(recorder, "research.publish", self.matter, channels="小区公示栏", until="2026-02-24")

    def convenes(self):
        """The council is called, and the matter put on its agenda."""
        act, secretary, people = self.teller.act, self.people.community_secretary, self.people
        on("2026-02-02")
        act(secretary, "meetings.schedule", self.side.community, kind="council", title="二月议事会",
            starts_at="2026-02-24T19:00", place_words="社区三楼议事厅", facilitator=people.facilitator.name,
            recorder=people.recorder.name, entitled="5")
        self.meeting = Meeting.objects.get()
        act(people.recorder, "sittings.put", self.matter, meeting=str(self.meeting.pk), kind="deliberation")
        self.sitting = self.matter.sittings.get()

    def deliberates(self):
        """The meeting is held: five are there, one speaks."""
        act, people = self.teller.act, self.people
        on("2026-02-24", 19)
        act(people.recorder, "attendance.enter_attendance", self.meeting,
            persons=[str(member.pk) for member in self.members])
        act(people.facilitator, "meetings.open", self.meeting)
        act(people.facilitator, "meetings.move_to_entry", self.meeting, agenda_entry=str(AgendaEntry.objects.get().pk))
        act(people.facilitator, "deliberation.enter", self.matter)
        act(people.recorder, "statements.state", self.meeting, speaker_words="三单元楼长", stance="for", text="同意换成声控灯。")

    def opens(self):
        """The ballot is prepared and opened."""
        act, people = self.teller.act, self.people
        act(people.recorder, "ballots.prepare", self.matter, question="是否同意更换楼道照明？", rule="council", decisive="yes",
            method="yes_no_abstain", secrecy="secret", electorate="members")
        self.poll, self.voter = Poll.objects.get(), self.members[0]
        act(people.recorder, "ballots.open", self.poll)

    def votes(self):
        """The council votes on the phone: four in favour, one against; counted, certified, the minutes signed."""
        act, people, poll = self.teller.act, self.people, self.poll
        for n, member in enumerate(self.members):
            page = self.teller.open(f"/ballots/{poll.pk}/", member)
            page.locator(f"main input[value={'against' if n == 4 else 'in_favor'}]").check(force=True)
            self.teller.send(page, page.locator("main form[method=post] button.main").last, "vote")
        act(people.recorder, "ballots.close", poll)
        act(people.supervisory_member, "ballots.certify", poll)
        act(people.facilitator, "meetings.close", self.meeting)
        act(people.facilitator, "minutes.sign", self.meeting, read=True)
        act(people.recorder, "minutes.countersign", self.meeting, read=True)
        page = self.teller.open(self.matter.get_absolute_url())
        assert "In favour: 4; needed: more than 1/2 of those present, 3: passed" in page.locator("article.vote").inner_text()

    def publishes(self):
        """The resolution is written, numbered, posted and published; its paper is there."""
        act, secretary, recorder = self.teller.act, self.people.community_secretary, self.people.recorder
        on("2026-02-25")
        act(recorder, "outcomes.draft", self.matter, title="关于更换楼道照明的协商决议", paragraphs="经表决，同意更换楼道照明。")
        self.resolution = self.matter.resolutions.get()
        act(recorder, "outcomes.take_number", self.resolution)
        act(recorder, "outcomes.record_minority", self.matter, text="担心声控灯不灵敏。", answer="选用带红外感应的灯具。")
        act(recorder, "outcomes.name_task", self.resolution, text="更换84个灯位", body_words="社区居委会", due="2026-03-31")
        act(recorder, "postings.post", self.matter, purpose="resolution", since="2026-02-25", until="2026-03-13",
            channels="小区公示栏")
        act(self.people.disclosure_officer, "releases.review", self.resolution, result="whole", secrets_checked=True)
        act(secretary, "outcomes.publish", self.resolution)
        on("2026-02-25", 11)  # the worker's round makes the paper
        self.paper = Document.objects.exclude(sha256="").order_by("pk").last()
        page = self.teller.open(self.matter.get_absolute_url())
        paper = page.request.get(f"{self.teller.server.url}{self.matter.get_absolute_url()}outcome.pdf")
        assert paper.headers["content-type"] == "application/pdf", paper.text()[:300]
        words = "".join(run(["pdftotext", "-", "-"], input=paper.body(), capture_output=True).stdout.decode().split())
        for told in ("关于更换楼道照明的协商决议", "经表决，同意更换楼道照明", "担心声控灯不灵敏", "更换84个灯位"):
            assert told in words, told

    def starts(self):
        """Who carries it out, and by when."""
        act, secretary = self.teller.act, self.people.community_secretary
        act(secretary, "execution.start", self.matter, lead_words="溪畔物业", supervisor_words="居务监督委员会")
        act(secretary, "execution.add_milestone", self.matter, name="更换84个灯位", due="2026-03-20")
        self.milestone = self.matter.milestones.get()

    def carries_out(self):
        """It is done."""
        on("2026-03-18")
        self.teller.act(self.people.property_manager, "execution.complete", self.milestone, done_on="2026-03-18")

    def accepts(self):
        """The work fails once, is done again, and is accepted."""
        act, people = self.teller.act, self.people
        on("2026-03-19")
        act(people.supervisory_member, "inspections.inspect", self.matter, result="fail", comment="6个灯位不亮。",
            redo_due="2026-03-26")
        page = self.teller.open(self.matter.get_absolute_url())
        assert "again" in page.locator("main").inner_text()
        on("2026-03-26")
        act(people.supervisory_member, "inspections.inspect", self.matter, result="pass", comment="84个灯位全部点亮。")

    def surveys(self):
        """Everybody is told, the posting ends, residents are asked."""
        act, people = self.teller.act, self.people
        for to in ("reporters", "supporters", "stakeholders"):
            act(people.recorder, "outcomes.report_back", self.matter, to=to, channel="平台通知")
        posting = self.matter.postings.get(purpose="resolution")
        act(people.recorder, "postings.prove", posting, channel="小区公示栏", on="2026-03-01", caption="公示栏照片")
        act(people.community_secretary, "filing.file_with_street", self.matter, received_words="街道党政办")
        act(people.community_secretary, "outcomes.end_posting", self.matter)
        on("2026-03-27")
        act(people.community_secretary, "satisfaction.open_survey", self.matter, until="2026-04-06", invited="84")
        self.survey = self.matter.surveys.get()

    def closes(self):
        """A resident rates, and the matter is closed."""
        act, people = self.teller.act, self.people
        act(self.first, "satisfaction.rate", self.survey, value="satisfied", text="灯亮了。")
        on("2026-04-07")
        act(people.community_secretary, "execution.close", self.matter)
        assert self.matter.state == "completed"


def named(thing, **fields):
    """Give ``thing`` other names, behind the back of its domain: it is the scenery."""
    for name, value in fields.items():
        setattr(thing, name, value)
    type(thing).objects.filter(pk=thing.pk).update(**fields)


def choose_place(page, estate):
    """Choose ``estate`` in the report form: open its community in the tree, and tick it."""
    community = page.locator(".tree > details", has=page.locator(f"[name=place][value='{estate.pk}']"))
    if community.get_attribute("open") is None:
        community.locator("summary").first.click()
    page.locator(f"main [name=place][value='{estate.pk}']").check(force=True)
