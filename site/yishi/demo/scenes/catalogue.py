"""The disclosure catalogue of the story: entered and put in force in January by its officer, and used since."""

import datetime as dt

from content.catalogue.domain import demand, editions, owed
from content.catalogue.models import Edition, Heading
from content.catalogue.reading import parse
from yishi.clock.story import today
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import FOLDER, at

STREET = "WTL"
WISHES = (("13", 7), ("7", 3), ("29", 2), ("13", 4))  # entry, and how many asked on one day of the autumn
OWED = (
    ("21", "综治服务中心屋面维修合同", dt.date(2026, 11, 12)), ("13", "2027年度老旧小区改造计划（征求意见稿）", dt.date(2026, 11, 9)),
    ("14", "冬季市容整治方案", dt.date(2026, 11, 16)),
)


def scenes():
    """Return the scenes of the catalogue."""
    yield Scene(at(dt.date(2026, 1, 12), "15:00"), 1, "catalogue:enter", enter)
    yield Scene(at(dt.date(2026, 1, 20), "08:30"), 1, "catalogue:in-force", put_in_force)
    for n, (code, times) in enumerate(WISHES):
        day = dt.date(2026, 10, 12) + dt.timedelta(9 * n)
        yield Scene(at(day, "20:00"), 1, f"catalogue:wish-{n}", lambda code=code, times=times: wish(code, times))
    for n, (code, title, made_on) in enumerate(OWED):
        yield Scene(at(made_on, "17:00"), 1, f"catalogue:owed-{n}", lambda code=code, title=title: note(code, title))
    yield Scene(at(dt.date(2026, 11, 3), "20:10"), 1, "catalogue:fault-0", lambda: tell("停车划线的数量和现场不一样，少了两个。"))
    yield Scene(at(dt.date(2026, 11, 5), "10:00"), 1, "catalogue:answer-0", answer)
    yield Scene(at(dt.date(2026, 11, 19), "21:00"), 1, "catalogue:fault-1", lambda: tell("垃圾分类投放点的时间没有更新。"))


def enter():
    """The officer enters the shipped catalogue; who answers for an entry is known by the account."""
    preview = parse((FOLDER / "disclosure-catalogue.yaml").read_bytes())
    assert not preview.errors, preview.errors[:3]
    editions.enter(preview, street=street(), by=officer(), **preview.meta)


def put_in_force():
    """It counts from the day on which it takes effect."""
    editions.put_in_force(Edition.objects.select_related("community").get(), by=officer())


def wish(code, times):
    """So many want to know more under the entry ``code``."""
    for _time in range(times):
        demand.wish(heading(code))


def note(code, title):
    """The officer notes what was made today and has to be published."""
    owed.note(street=street(), entry=code, title=title, made_on=today(), by=officer())


def tell(words):
    """A resident tells that something under entry 14 is not true."""
    about = {"page": "/catalogue/14/", "about": "城市管理和人居环境", "heading": heading("14")}
    demand.report(words, street=street(), by=cast.person("zou"), **about)


def answer():
    """The officer answers the first of these."""
    fault = heading("14").faults.select_related("community").earliest("pk")
    demand.answer(fault, by=officer(), right=True, text="经现场复核，3号楼东侧少划了2个车位，已通知物业补划，公示图同日更正。")


def street():
    """Return the sub-district."""
    return Place.objects.get(code=STREET)


def officer():
    """Return the disclosure officer."""
    return cast.person("wen")


def heading(code):
    """Return the code of the catalogue."""
    return Heading.objects.select_related("community").get(code=code)
