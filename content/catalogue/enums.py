"""The vocabulary of the catalogue (国办发〔2019〕54号 and the columns of the catalogues in force)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yishi.clock.spoken import without_year


class Kind(models.TextChoices):
    """The three lists."""

    PROACTIVE = "proactive", _("disclosed proactively")
    ON_REQUEST = "on_request", _("disclosed on request")
    NEGATIVE = "negative", _("not disclosed")


class EditionState(models.TextChoices):
    """Whether an edition of the catalogue counts."""

    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


class Limit(models.TextChoices):
    """The form in which a time limit can be counted (公开时限)."""

    WORKDAYS = "WD", _("working days")
    DAYS = "D", _("calendar days")
    AT_ONCE = "RT", pgettext_lazy("a time limit", "at once")
    FIXED = "FIX", _("a fixed day of every year")

    @classmethod
    def counted(cls, limit, value):
        """Return the rule by which ``value`` is counted as ``limit``, in words: 20 working days; "" of no such form."""
        if limit not in cls.values:
            return ""
        if limit == cls.FIXED:
            return _yearly(value)
        sentence = COUNTED.get(limit)
        return sentence % {"n": value} if sentence else f"{value} {cls(limit).label}".strip()


def _yearly(value):
    """Return in words that something is due on the day ``value`` (01-31) of every year; of no such day, that it is a fixed one."""
    try:
        day = dt.date.fromisoformat(f"2000-{value}")
    except ValueError:
        return f"{value} {Limit.FIXED.label}".strip()
    return gettext("%(day)s of every year") % {"day": without_year(day)}


COUNTED = {Limit.WORKDAYS: _("%(n)s working days"), Limit.DAYS: _("%(n)s calendar days")}


class Openness(models.TextChoices):
    """The five kinds of openness (五公开)."""

    DECISION = "decision", pgettext_lazy("openness", "decisions")
    EXECUTION = "execution", pgettext_lazy("openness", "execution")
    MANAGEMENT = "management", pgettext_lazy("openness", "management")
    SERVICE = "service", pgettext_lazy("openness", "services")
    RESULT = "result", pgettext_lazy("openness", "results")


class Channel(models.TextChoices):
    """Where it is made public: the national tick list (公开渠道和载体)."""

    WEB = "web", _("government web site")
    GAZETTE = "gazette", _("government gazette")
    SOCIAL = "social", _("microblog, WeChat and apps")
    BRIEFING = "briefing", _("press conference or hearing")
    BROADCAST = "broadcast", _("radio and television")
    PRINT = "print", _("printed papers")
    READING_POINT = "reading_point", _("public reading point")
    SERVICE_HALL = "service_hall", _("service hall")
    CONVENIENCE = "convenience", _("neighbourhood service station")
    DOORSTEP = "doorstep", _("at the door or on the spot")
    NOTICEBOARD = "noticeboard", _("notice board of the community")
    PUSH = "push", _("sent to those concerned")
    OTHER = "other", pgettext_lazy("channel", "other")


class Audience(models.TextChoices):
    """To whom it is made public (公开对象)."""

    ALL = "all", _("everybody")
    GROUP = "group", _("a certain group")


class Method(models.TextChoices):
    """How it comes to be public (公开方式)."""

    ACTIVE = "active", _("proactively")
    REQUEST = "request", _("on request")


class Tier(models.TextChoices):
    """At which level of government (公开层级)."""

    COUNTY = "county", _("county")
    TOWNSHIP = "township", _("sub-district")


class Format(models.TextChoices):
    """In what form an item is: what it mainly holds, or what the paper is that lies in it."""

    PAGE = "page", _("page")
    PDF = "pdf", _("PDF")
    DOCUMENT = "document", pgettext_lazy("format", "document")
    TABLE = "table", pgettext_lazy("format", "table")
    PICTURE = "picture", _("picture")
    VIDEO = "video", _("video")


class Validity(models.TextChoices):
    """Whether what is published still holds (有效性)."""

    VALID = "valid", _("valid")
    AMENDED = "amended", _("amended")
    REPEALED = "repealed", _("repealed")
    EXPIRED = "expired", _("expired")


class Source(models.TextChoices):
    """Which room of the site an item comes from."""

    MATTER = "matter", _("matter")
    PAGE = "page", _("page")
    GUIDE = "guide", _("service guide")
    REQUEST = "request", _("answer to a request")
