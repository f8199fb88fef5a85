"""One matter, one disclosure: the items of matters follow what happens to them."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..enums import Source
from ..models import Item
from ..parts import PARTS, facts, key_of, matters
from .items import put, short, withdraw

CHUNK = 200


def keep(pks, *, by=None):
    """Bring the items of the matters ``pks`` in step with what has become of these; return how many were touched.

    What is there and not in the catalogue is entered, what has changed is brought up to date, what was taken back is
    withdrawn. Written in the language of the site. Refused as ``items.put`` is, where the catalogue lacks an entry.
    """
    pks, touched = sorted(pks), 0
    with override(settings.LANGUAGE_CODE):
        for start in range(0, len(pks), CHUNK):
            touched += _keep_some(pks[start : start + CHUNK], by)
    return touched


def _keep_some(pks, by):
    found, rows = facts(pks), matters(pks)
    keys = {key_of(matter, part): (matter, part) for matter in rows for part in PARTS}
    items = {item.key: item for item in Item.objects.filter(source=Source.MATTER, key__in=keys)}
    touched = 0
    for key, (matter, part) in keys.items():
        fact, item = found.get(matter.pk, {}).get(part), items.get(key)
        if fact is not None and (item is None or _differs(item, matter, part, fact)):
            _put(key, matter, PARTS[part], fact, by)
            touched += 1
        elif fact is None and item is not None and item.withdrawn_on is None:
            withdraw(source=Source.MATTER, key=key, reason=_("What it showed was taken back."), by=by)
            touched += 1
    return touched


def _put(key, matter, part, fact, by):
    return put(
        source=Source.MATTER, key=key, entry=part.entry, title=title_of(matter, part), summary=fact.summary,
        url=f"{matter.get_absolute_url()}#{part.anchor}", made_on=fact.made_on, on=fact.on, community=matter.community,
        validity=fact.validity, by=by, openness=[part.openness.value], format=part.format, review=fact.review,
    )


def _differs(item, matter, part, fact):
    title = title_of(matter, PARTS[part])
    said = (short(title, "title"), short(fact.summary or title, "summary"), fact.made_on, fact.validity, None,
            [PARTS[part].openness.value], PARTS[part].format, fact.review)
    return said != (item.title, item.summary, item.made_on, item.validity, item.withdrawn_on, item.openness, item.format,
                    {name: getattr(item, name) for name in fact.review})


def title_of(matter, part):
    """Return the title of the item of ``part`` of ``matter``."""
    return _("%(title)s: %(part)s") % {"title": matter.title, "part": part.label}
