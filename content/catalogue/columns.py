"""The national table: its columns, and the Chinese words of its tick lists, in which catalogues are written everywhere.

These words are data of a form, not of the interface: an XLSX reads the same in whatever language one works.
"""

from .enums import Audience, Channel, Kind, Method, Openness, Tier

KINDS = {Kind.PROACTIVE: "主动公开基本目录", Kind.ON_REQUEST: "依申请公开目录", Kind.NEGATIVE: "负面清单"}
CHANNELS = {
    Channel.WEB: "政府网站", Channel.GAZETTE: "政府公报", Channel.SOCIAL: "两微一端", Channel.BRIEFING: "发布会/听证会",
    Channel.BROADCAST: "广播电视", Channel.PRINT: "纸质媒体", Channel.READING_POINT: "公开查阅点",
    Channel.SERVICE_HALL: "政务服务中心", Channel.CONVENIENCE: "便民服务站", Channel.DOORSTEP: "入户/现场",
    Channel.NOTICEBOARD: "社区/企事业单位/村公示栏（电子屏）", Channel.PUSH: "精准推送", Channel.OTHER: "其他",
}
AUDIENCES = {Audience.ALL: "全社会", Audience.GROUP: "特定群体"}
METHODS = {Method.ACTIVE: "主动", Method.REQUEST: "依申请"}
TIERS = {Tier.COUNTY: "县级", Tier.TOWNSHIP: "乡级"}
OPENNESS = {
    Openness.DECISION: "决策", Openness.EXECUTION: "执行", Openness.MANAGEMENT: "管理", Openness.SERVICE: "服务",
    Openness.RESULT: "结果",
}
MUST, MAY, TICK = "■", "□", "√"
TICKS = {"√", "✓", "✔", "☑", "是", "yes", "y", "1", "x"}
BLANKS = {"", "否", "×", "✗", "✘", "☐", "无", "no", "n", "0", "-", "—", "–"}

# Of a table: field → its head, with other heads that are met; heads of one table never repeat.
HEADS = {
    "kind": ("清单", "目录类别"), "seq": ("序号",), "topic": ("一级事项", "公开事项（一级事项）"),
    "level2": ("二级事项", "公开事项（二级事项）"), "level3": ("三级事项",),
    "elements": ("公开内容（要素）", "公开内容", "公开内容(要素)"), "basis": ("公开依据",), "limit_words": ("公开时限",),
    "body": ("公开主体",), "channels": ("公开渠道和载体", "公开渠道", "公开渠道及载体"), "all": ("全社会",),
    "group": ("特定群体", "特定群众"), "active": ("主动",), "request": ("依申请", "依申请公开"), "county": ("县级",),
    "township": ("乡级", "乡镇级"), "limit": ("时限规则",), "value": ("时限数值",), "openness": ("五公开", "过程"),
    "owner": ("责任账号", "责任人账号"), "audience_note": ("公开对象说明",), "handling": ("处理方式",),
    "privacy": ("隐私保护",), "note": ("备注",), "code": ("编码",),
}
NEEDED = ("seq", "level2")
NAMES = {alias: name for name, aliases in HEADS.items() for alias in aliases}


def ticked(text):
    """Return whether ``text`` in a column of ticks is one; None where it says neither."""
    text = str(text).strip().lower()
    return True if text in TICKS else False if text in BLANKS else None


def key_of(words, text):
    """Return the key of ``words`` (key → Chinese word) that ``text`` names, itself or in Chinese; None if none."""
    text = str(text).strip()
    for key, word in words.items():
        if text in (key.value, word):
            return key.value
    return None
