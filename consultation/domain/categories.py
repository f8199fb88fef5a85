"""The category tree of a sub-district, by which reports and appeals are sorted."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid

from ..models import Category
from ..transitions import TABLE
from .codes import insert
from .wording import written


def add(community, code, name, *, by, parent=None):
    """Add the category ``code`` ``name`` below ``parent`` to the tree of ``community`` (a sub-district); returns it.

    Refused where the code is taken, Invalid where the parent belongs to another tree.
    """
    row = Category(
        community=community, code=written(code, "code", 12), name=written(name, "name", 40), parent=parent
    )
    require(TABLE["categories.add"], row, by)
    if parent is not None and parent.community_id != community.pk:
        raise Invalid(_("This category belongs to another sub-district."), field="parent")
    with transaction.atomic():
        insert(row, _("The category code %(code)s is taken.") % {"code": row.code}, field="code")
        payload = {"category": row.pk, "text": seal(f"{row.code}\n{row.name}")}
        append(f"categories:{community.pk}", "category.added", by=by, community=community, payload=payload)
    return row


def plant(community, tree, *, by):
    """Add every category of ``tree`` ((code, name, children) nested) that is not there yet; returns how many were."""
    return _planted(community, tree, None, by)


def _planted(community, branches, parent, by):
    added = 0
    for code, name, children in branches:
        row = Category.objects.filter(community=community, code=code).first()
        if row is None:
            row = add(community, code, name, by=by, parent=parent)
            added += 1
        added += _planted(community, children, row, by)
    return added
