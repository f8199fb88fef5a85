from .base import OpenPage
from .kinds import (
    ArticlePage,
    CommunityPage,
    DisclosurePage,
    GuidePage,
    HomePage,
    PowersPage,
    ReadingPointsPage,
    SectionPage,
)
from .reports import ReportPage
from .reviews import PageViews, ReleaseReview
from .tasks import ReviewTask

__all__ = [
    "ArticlePage", "CommunityPage", "DisclosurePage", "GuidePage", "HomePage", "OpenPage", "PageViews", "PowersPage",
    "ReadingPointsPage", "ReleaseReview", "ReportPage", "ReviewTask", "SectionPage",
]
