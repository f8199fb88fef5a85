"""The words of publishing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.people.enums import Role

# Who may write pages; who may let them out stands in ``yishi.release`` (domain 3.2, row "release disclosure items").
WRITERS = frozenset({Role.DISCLOSURE_OFFICER, Role.COMMUNITY_SECRETARY})


class Attribute(models.TextChoices):
    """Whether information is for all, for whoever asks, or for nobody outside (Regulations, arts. 5, 13, 27)."""

    PROACTIVE = "proactive", _("published proactively")
    ON_REQUEST = "on_request", _("only on request")
    CLOSED = "closed", _("not published")


class Accent(models.TextChoices):
    """The colour of the line above the pages of a community: each is a token of the look."""

    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    OCHRE = "ochre", _("ochre")
    STONE = "stone", _("grey")


class ArticleKind(models.TextChoices):
    """What sort of text an article is."""

    NOTICE = "notice", _("notice")
    ARTICLE = "article", _("article")
    NEWS = "news", _("what is being done")


class CommunityKind(models.TextChoices):
    """What a community has to make known (Organic Law of the Urban Residents' Committees, art. 34, kinds 1 to 7)."""

    DECISIONS = "decisions", _("(1) decisions of the meetings, and how they are carried out")
    MONEY = "money", _("(2) government money and donations, and how they are used")
    FACILITIES = "facilities", _("(3) public facilities")
    PROJECTS = "projects", _("(4) service projects")
    CONSULTED = "consulted", _("(5) matters consulted on, and how they are carried out")
    HELP = "help", _("(6) help given to the government")
    OTHER = "other", _("(7) other matters of the residents’ concern")


class Affairs(models.TextChoices):
    """The three sorts of affairs that a community makes known."""

    PARTY = "party", _("party affairs")
    COMMUNITY = "community", _("community affairs")
    FINANCE = "finance", _("financial affairs")


class Ten(models.TextChoices):
    """The ten things of which a sub-district that publishes has one each (十个一)."""

    LEADERS = "leaders", _("a body that leads")
    PLAN = "plan", _("a plan of execution")
    RULES = "rules", _("rules of work")
    CATALOGUE = "catalogue", _("a guiding catalogue")
    PLATFORM = "platform", _("a platform")
    POINTS = "points", _("points where one may read")
    FORM = "form", _("a form of review and approval")
    CHART = "chart", _("a flow chart of publishing")
    REPORT = "report", _("an annual report")
    EXCHANGE = "exchange", _("an open exchange with the public")


# Those of the ten that a page proves; the others stand in rows of their own.
PROVED_BY_PAGES = (Ten.LEADERS, Ten.PLAN, Ten.RULES, Ten.CATALOGUE, Ten.EXCHANGE)
