"""Texts that a community writes again and again: made, filled in with what a matter is called, revised, retired."""

import re
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from meetings.transitions import TABLE as HALL
from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.db.guard import STALE
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Stale

from ..models import Matter, TextTemplate
from ..transitions import TABLE
from .codes import insert, only_once
from .wording import written

NAMES = {  # what is filled in → what it is
    "matter.title": _("title of the matter"), "matter.code": _("code of the matter"), "community": _("name of the community"),
    "place": _("name of the place"), "today": _("today’s date"), "name": _("name of what is answered"),
}
BRACED = re.compile(r"\{([^{}\n]{0,40})\}")
SPELLED = re.compile(r"[〔【\[]([^〔〕【】\[\]\n]{1,40})[〕】\]]")
TAKEN = _("There is a template of this name for this field. Give it another name.")


def make(community, *, by, name, act, field, text):
    """Make the template ``name`` of ``community`` for the ``field`` of the form of ``act``; returns the TextTemplate.

    ``text`` may hold {matter.title} {matter.code} {community} {place} {today} {name}. Invalid for any other word in
    braces or an unknown act; refused where the field has a template of this name.
    """
    text = fillable(text)
    if (act not in TABLE and act not in HALL) or not str(field).isidentifier() or len(field) > 40:
        raise Invalid(_("Choose the form that the text is for."), field="act")
    row = TextTemplate(
        community=community, name=written(name, "name", 60), act=act, field=field, text=text, made_by=by
    )
    require(TABLE["templates.make"], row, by)
    with transaction.atomic():
        insert(row, TAKEN, field="name")
        payload = {"template": row.pk, "act": act, "field": field, "text": seal(f"{row.name}\n{text}")}
        append(row.stream_name, "template.made", by=by, community=community, payload=payload)
    return row


def revise(template, *, by, name, text, read="", seen=None):
    """Give ``template`` another ``name`` or ``text``; what was written with it stays as it was written.

    ``read`` is the ``mark`` of what its author was shown: where another text stands meanwhile, Stale. Invalid as in
    ``make`` and where nothing would change; refused where the field has another template of this name.
    """
    name, text = written(name, "name", 60), fillable(text)
    with taking(TABLE["templates.revise"], template, by=by, seen=seen) as entry:
        before = TextTemplate.objects.get(pk=template.pk)
        if read and read != mark(before):
            raise Stale(STALE)
        if (name, text) == (before.name, before.text):
            raise Invalid(_("Nothing was changed."), field="text")
        with only_once(TAKEN, field="name"):
            TextTemplate.objects.filter(pk=template.pk).update(name=name, text=text)
        template.name, template.text = name, text
        entry.payload = {"template": template.pk, "text": seal(f"{name}\n{text}")}


def mark(template):
    """Return by what it is known that ``template`` still reads as it was shown."""
    return sha256(f"{template.name}\n{template.text}".encode()).hexdigest()


def fillable(text):
    """Return ``text`` as a template may have it; Invalid for a word in braces that nothing is filled in for."""
    text = written(text, "text", 2000)
    unknown = [word for word in BRACED.findall(text) if word not in NAMES]
    if unknown:
        raise Invalid(
            _("{%(word)s} is not filled in. Possible are: %(names)s.") % {"word": unknown[0], "names": fillings()},
            field="text",
        )
    return text


def retire(template, *, by, seen=None):
    """Offer ``template`` no more; what was written with it stays."""
    with taking(TABLE["templates.retire"], template, by=by, seen=seen) as entry:
        entry.payload = {"template": template.pk}


def spelled(text):
    """Return ``text`` as it is read before it is filled in: 〔title of the matter〕 for {matter.title}."""
    return BRACED.sub(lambda found: f"〔{NAMES[found[1]]}〕" if found[1] in NAMES else found[0], text)


def unspelled(text):
    """Return ``text`` as it is kept: {matter.title} for 〔title of the matter〕, in whichever language it was written."""
    names = _names_by_words()
    return SPELLED.sub(lambda found: f"{{{names[found[1].strip()]}}}" if found[1].strip() in names else found[0], text)


def fillings():
    """Return what can be filled in, as it is written in a text: 〔title of the matter〕〔code of the matter〕."""
    return "".join(f"〔{words}〕" for words in NAMES.values())  # their brackets keep them apart


def _names_by_words():
    """Return what each filling is called → what it is kept as, in every language of the site."""
    found = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            found |= {str(words): name for name, words in NAMES.items()}
    return found


def filled(template, thing):
    """Return the text of ``template`` for ``thing``; what is not known of it stays 〔in words〕, to be filled by hand."""
    matter = thing if isinstance(thing, Matter) else getattr(thing, "matter", None)
    words = {
        "community": thing.community.name, "today": date_format(today()),
        "name": str(getattr(thing, "title", "") or getattr(thing, "name", "")),
    }
    if matter is not None:
        words |= {"matter.title": matter.title, "matter.code": matter.code, "place": matter.place_id and matter.place.name}
    return spelled(BRACED.sub(lambda found: words.get(found[1]) or found[0], template.text))
