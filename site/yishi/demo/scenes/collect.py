"""Step 1 of the story: reports come in by every channel, are merged, supported and answered."""

from consultation.collecting import Channel, Wish
from consultation.domain import attachments, matters, reports
from consultation.models import Report
from yishi.people.enums import PublicName

from .. import cast
from .base import DAY, community_of, dice, persons, place_of, residents_of, row_of, scene

CHANNELS = {
    "随手拍": Channel.SNAPSHOT, "网格员上报": Channel.GRID, "12345政务服务便民热线转办": Channel.HOTLINE,
    "意见箱（纸质代录）": Channel.BOX, "来访登记": Channel.VISIT, "业主委员会转交": Channel.OWNERS_COMMITTEE,
    "物业来函": Channel.LETTER, "商户反映": Channel.MERCHANT, "项目征集": Channel.PROJECT_CALL,
}
SELF_FILED = {Channel.SNAPSHOT, Channel.PROJECT_CALL}
MORE_WORDS = (
    "我家也遇到同样的情况，希望尽快有个说法。", "支持把这件事摆到桌面上商量。", "同样的问题，住了这么多年一直没解决。",
    "赞成先调研清楚，再定方案。", "希望办的时候多听听老人的意见。", "费用怎么出请提前讲明白。",
    "这件事拖了很久，盼着这次能办成。", "请把进度公开，让大家都看得到。", "我们楼里好几户都这么说，代邻居一起反映。",
)


def scenes(matter):
    """Return the scenes of the first step of ``matter``."""
    step = matter["step1_collect"]
    opened, closed = step["opened"], step["closed"]
    yield scene(matter, "open", opened, "09:30", lambda: open_matter(matter))
    for report in step["reports"]:
        yield scene(matter, report["id"], report["date"], "10:00", lambda report=report: file_listed(matter, report))
    extra = step["merged_reports"] - len(step["reports"])
    days = (closed - opened).days
    for n in range(extra):
        day = opened + DAY * (days * (n + 1) // (extra + 2))
        yield scene(matter, f"more-{n}", day, "11:00", lambda n=n: file_more(matter, n))
    for part, share in enumerate(("12:00", "13:00")):
        day = closed - DAY * (1 - part) if days > 1 else closed
        yield scene(matter, f"support-{part}", day, share, lambda part=part: support(matter, part))
    yield scene(matter, "answer", closed, "15:00", lambda: answer(matter))
    yield scene(matter, "propose", closed, "16:00", lambda: propose(matter))


def open_matter(matter):
    """The recorder opens the matter."""
    step = matter["step1_collect"]
    row = matters.open(
        community_of(matter), matter["title"], matter["topic"], place_of(matter), code=matter["id"],
        opened_on=step["opened"], summary=matter["summary"], by=cast.office(matter["community"], "recorder"),
    )
    kind = "committee" if "居委会" in matter["step2_agenda"]["proposed_by"] else ""
    if kind:
        matters.record_initiative(
            row, kind, matter["step2_agenda"]["proposed_by"], by=cast.office(matter["community"], "recorder")
        )


def file_listed(matter, report):
    """A report of the story is filed by whom it tells, and merged by the recorder."""
    channel = CHANNELS[report["channel"]]
    person = reporter_of(matter, report)
    row = reports.file(
        community_of(matter), by=enterer_of(matter, person, channel), text=report["text"], wish=wish_of(report, channel),
        channel=channel, place=place_of(matter), code=report["id"], **named(matter, report, person, channel),
        public_name=PublicName.ANONYMOUS if "匿名" in report.get("identity", "") or report["by"] == "匿名" else "",
        place_words=report["place"][:120],
    )
    for caption in report.get("attachments", ()):
        attachments.attach_to_report(row, by=row.entered_by, title=caption)
    merge(matter, row)


def reporter_of(matter, report):
    """Return the Person who reports, or None where the story names none of the register."""
    if report["by"] == "匿名":
        return persons([dice(matter, report["id"]).choice(residents_of(place_of(matter)))])[0]
    if "热线" in report["by"] or report["by"].endswith(("物业", "业主委员会")):
        return None
    return cast.named(matter["community"], report["by"])


def enterer_of(matter, person, channel):
    """Return who types the report in: its reporter where the channel is theirs, else the recorder or dispatcher."""
    if channel == Channel.HOTLINE:
        return cast.person("cen")
    own = channel in SELF_FILED or (person and channel in {Channel.GRID, Channel.OWNERS_COMMITTEE, Channel.MERCHANT})
    return person if own and person else cast.office(matter["community"], "recorder")


def named(matter, report, person, channel):
    """Return how the reporter is given to ``reports.file``."""
    if person is None:
        return {"reporter_words": report["by"][:60]}
    return {} if enterer_of(matter, person, channel) == person else {"reporter": person}


def wish_of(report, channel):
    """Return what the report asks for."""
    if channel == Channel.PROJECT_CALL or "建议" in report["text"]:
        return Wish.SUGGESTION
    return Wish.INQUIRY if "询问" in report["text"] else Wish.HELP if "盼" in report["text"] else Wish.COMPLAINT


def file_more(matter, n):
    """One of the further reports that the story counts and does not quote."""
    rng = dice(matter, f"more-{n}")
    person = persons([rng.choice(residents_of(place_of(matter)))])[0]
    row = reports.file(
        community_of(matter), by=person, text=f"{matter['title']}：{rng.choice(MORE_WORDS)}", wish=Wish.SUGGESTION,
        place=place_of(matter),
    )
    merge(matter, row)


def merge(matter, report):
    """The recorder merges ``report`` into the matter."""
    reports.merge(report, row_of(matter), by=cast.office(matter["community"], "recorder"))


def support(matter, part):
    """Residents stand behind the reports; in two parts, the first half and the rest."""
    total = matter["step1_collect"]["supporters"]
    rng = dice(matter, "supporters")
    filed = list(Report.objects.filter(matter__code=matter["id"]).select_related("community").order_by("pk"))
    reporters = {report.reporter_id for report in filed}
    pool = [key for key in residents_of(community_of(matter)) if key not in reporters]
    chosen = rng.sample(pool, total)
    half = total // 2
    for n, person in enumerate(persons(chosen[:half] if part == 0 else chosen[half:])):
        reports.support(filed[n % min(len(filed), 4)], by=person)


def answer(matter):
    """The recorder answers every report, each with its reason."""
    recorder = cast.office(matter["community"], "recorder")
    for report in Report.objects.filter(matter__code=matter["id"]).select_related("community").order_by("pk"):
        reports.dispose(report, "merged", f"已并入“{matter['title']}”，一并协商，进展在该议题页面公开。", by=recorder)


def propose(matter):
    """The recorder vouches for what has to be vouched for, and proposes the matter."""
    recorder = cast.office(matter["community"], "recorder")
    row = row_of(matter)
    matters.declare_no_duplicate(row, by=recorder, words="已核对未办结议题")
    matters.check_privacy(row, by=recorder, words="已核对，门牌和电话不公开")
    matters.propose(row, by=recorder)
