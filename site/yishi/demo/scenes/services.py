"""The service guides of the story, written by the service centre's lead, changed once, rated, and answered."""

import datetime as dt
import re

from content.guides.domain import drafts, guides, ratings
from content.guides.enums import Grade
from content.guides.models import Guide, Rating
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at
from ..story import guides as told

WRITTEN, CHANGED = dt.date(2026, 1, 20), dt.date(2026, 11, 2)
BEFORE = {"SG-01": "15个工作日", "SG-03": "10个工作日", "SG-04": "20个工作日"}  # what was promised at first
AUDIENCES = {"SG-01": "housing", "SG-02": "family", "SG-03": "jobs", "SG-04": "flexible", "SG-05": "flexible"}
ONLINE = "https://zwfw.wanglan.example/item/{}"
AID, AIDED = "https://flfw.wanglan.example/booking", frozenset({"SG-01", "SG-02", "SG-03", "SG-04"})
# (day, clock, code, grades, words of the last of them)
RATED = (
    ("2026-09-08", "16:00", "SG-05", (1, 1, 2, 1, 1, 3, 2, 1, 1, 2), ""),
    ("2026-09-09", "11:00", "SG-01", (1, 2, 2, 3, 1, 2, 4), "问了三个人才问清楚租房合同要不要备案，能不能在门口贴一张样本？"),
    ("2026-10-13", "10:00", "SG-03", (1, 1, 2, 2, 3, 1, 1), "工作人员陪我填的表，很耐心。"),
    ("2026-10-15", "17:00", "SG-04", (2, 1, 2, 3, 3, 5), "季度末排了一个半小时的队，自助机还坏着一台。"),
    ("2026-11-10", "09:30", "SG-05", (1, 2, 1, 1, 2, 1), ""),
    ("2026-11-17", "15:00", "SG-01", (1, 2, 1, 3, 4), "短信说材料齐了，到窗口又说授权书要全家签字，白跑一趟。"),
)
ANSWERED = (
    ("2026-09-14", "SG-01", "已在3号窗口和三个社区门口张贴租赁合同样本，并写明：合同不需要先备案，复印件即可。给您添麻烦了。"),
    ("2026-10-20", "SG-04", "自助机10月17日修好；每季度最后一周增开两个窗口，也可以在网上提交，不用排队。谢谢您说出来。"),
)


def scenes():
    """Return the scenes of the service centre."""
    yield Scene(at(WRITTEN, "10:00"), 3, "services:written", write)
    yield Scene(at(CHANGED, "09:30"), 3, "services:changed", change)
    for day, clock, code, grades, words in RATED:
        play = _rated(code, grades, words)
        yield Scene(at(dt.date.fromisoformat(day), clock), 3, f"services:rated:{code}:{day}", play)
    for day, code, text in ANSWERED:
        yield Scene(at(dt.date.fromisoformat(day), "11:00"), 3, f"services:answered:{code}:{day}", _answered(code, text))


def write():
    """Write every guide as it was at first."""
    for guide in told():
        said = arguments(guide)
        put(guide["id"], said | {"promise": BEFORE.get(guide["id"], said["promise"])})


def change():
    """Let every guide say what the story says; those that said it all along stay as they were."""
    for guide in told():
        before = BEFORE.get(guide["id"])
        now = guide["time_limits"]["promise"]
        put(guide["id"], arguments(guide), what=f"承诺时限由{before}缩短为{now}" if before else "")


def put(code, said, what=""):
    """Write the guide ``code``, as the service centre's lead; the disclosure officer reviews it and lets it out."""
    draft = drafts.put(Place.objects.get(code="WTL"), code, by=cast.person("tao"), what=what, **said)
    if draft is not None:
        drafts.submit(draft, by=cast.person("tao"))
        guides.release(draft, by=cast.person("wen"), secrets_checked=True)


def arguments(guide):
    """Return what the story's ``guide`` says, by the names of the domain function."""
    limits, window = guide["time_limits"], re.search(r"\d+号窗口", guide["place"])
    return {
        "entry": str(guide["level2_seq"]), "audience": AUDIENCES[guide["id"]], "name": guide["name"],
        "kind": guide["kind"], "target": guide["target"], "basis": guide["basis"], "conditions": guide["conditions"],
        "materials": guide["materials"], "process": guide["process"], "accept": limits["accept"],
        "legal": limits.get("statutory") or limits["street_days"], "promise": limits["promise"], "fee": guide["fee"],
        "place": re.sub(r"\d+号窗口|（虚构）", "", guide["place"]), "window": window.group() if window else "",
        "hours": guide["hours"], "tel": guide["tel"], "online": guide["online"], "online_url": ONLINE.format(guide["id"]),
        "result": guide["result"], "remedy": guide["remedy"], "aid_url": AID if guide["id"] in AIDED else "",
        "privacy": guide.get("privacy", ""), "faq": guide["faq"],
    }


def _rated(code, grades, words):
    """Return the scene in which visitors rate the service ``code``, the last of them with ``words``."""

    def play():
        guide = Guide.objects.get(code=code)
        for grade in grades[:-1]:
            ratings.rate(guide, grade=Grade(grade))
        ratings.rate(guide, grade=Grade(grades[-1]), words=words)

    return play


def _answered(code, text):
    """Return the scene in which the oldest bad rating of ``code`` is answered."""

    def play():
        rating = Rating.objects.owed().filter(guide__code=code).earliest("day", "pk")
        ratings.answer(rating, by=cast.person("tao"), text=text)

    return play
