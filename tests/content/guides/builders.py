"""A guide whole, and its ratings, made through the domain functions."""

from content.guides.domain import drafts, guides, ratings
from content.guides.enums import Grade
from content.guides.models import Guide, Rating
from yishi.people.enums import Role

SAID = {
    "audience": "housing", "entry": "11", "name": "公共租赁住房保障资格申请", "kind": "依申请公共服务",
    "target": "住房困难家庭", "basis": ["《公共租赁住房管理办法》"], "conditions": ["在本地无住房", "收入低于规定标准"],
    "materials": [
        {"name": "申请表", "copies": 1, "form": "原件", "template": True},
        {"name": "身份证明", "copies": 2, "form": "核验原件留复印件", "shared": "可由电子证照替代"},
    ],
    "process": [
        {"name": "申请", "actor": "申请人", "text": "到窗口或者网上提交申请"},
        {"name": "初审和入户核查", "actor": "民生服务中心、社区", "text": "核对信息"},
        {"name": "公示", "actor": "街道", "text": "在社区公示"}, {"name": "复审", "actor": "区里", "text": "登记轮候"},
        {"name": "配租", "actor": "区里", "text": "公开摇号"},
    ],
    "accept": "当场", "legal": "15个工作日", "promise": "12个工作日", "fee": "不收费", "place": "民生服务中心",
    "window": "3号窗口", "hours": "周一至周五 8:30—12:00", "tel": "0000-555-0111", "online": "统一政务服务平台",
    "online_url": "https://zwfw.wanglan.example/item/SG-01", "result": "《确认通知书》", "remedy": ["可以申请行政复议"],
    "aid_url": "https://flfw.wanglan.example/booking", "privacy": "", "faq": [{"q": "材料不齐怎么办", "a": "一次告知"}],
}


def written(world, code="SG-01", **changes):
    """Write the guide ``code`` as the service centre's lead, and let the disclosure officer release it."""
    draft = drafted(world, code, **changes)
    return out(world, drafts.submit(draft, by=lead(world))) if draft else Guide.objects.get(code=code)


def drafted(world, code="SG-01", **changes):
    """Save the draft of the guide ``code``, as the service centre's lead."""
    return drafts.put(world.street, code, by=lead(world), **{**SAID, **changes})


def out(world, draft):
    """Release ``draft``, as the disclosure officer."""
    return guides.release(draft, by=world.staff[Role.DISCLOSURE_OFFICER], secrets_checked=True)


def changed(world, what="承诺时限缩短", **changes):
    """Change the guide SG-01."""
    return written(world, what=what, **changes)


def rated(world, grade=Grade.DISSATISFIED, words="排队太久", guide=None, by=None):
    """Rate the service of ``guide``, or of one written for it."""
    return ratings.rate(guide or written(world), grade=grade, words=words, by=by)


def many(world, n):
    """Make ``n`` guides more, and ``n`` bad ratings of the first: rows alone."""
    first = Guide.objects.filter(code="SG-01").first() or written(world)
    start = Guide.objects.count()
    Guide.objects.bulk_create(
        Guide(code=f"M-{start + k}", community=world.street, changed_on=first.changed_on, changed_by=lead(world), **SAID)
        for k in range(n)
    )
    Rating.objects.bulk_create(
        Rating(community=world.street, guide=first, grade=Grade.DISSATISFIED, words="慢") for _ in range(n)
    )


def lead(world):
    return world.staff[Role.SERVICE_WINDOW_LEAD]
