"""Fields that the forms of acts share. Every one says in a sentence what is wrong, and keeps what was typed."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.people.models import Person
from yishi.refusals import Invalid

from ..papers import examined


class LinesField(forms.CharField):
    """A text area of which each line that is not empty becomes an item of a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value or "").splitlines() if line.strip()]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value):
        for item in value:
            super().run_validators(item)


FIRST_YEAR, LAST_YEAR = 1900, 2199


def sensible_year(value):
    """Refuse a day or moment so far away that it can only be a slip."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise forms.ValidationError(_("This year cannot be meant. Write the day like 2026-11-20."))


class DayField(forms.DateField):
    """A date, chosen in the browser's own picker or typed as 2026-11-20."""

    default_validators = [sensible_year]

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("This is not a date. Write it like 2026-11-20.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **kwargs)


class MomentField(forms.DateTimeField):
    """A day and a time of the day, in the site's time zone."""

    default_validators = [sensible_year]

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("This is not a day and time. Write it like 2026-11-20 19:00.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


class HourField(forms.TimeField):
    """An hour of the day, chosen in the browser's own picker or typed as 19:00."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("This is not an hour. Write it like 19:00.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%H:%M", "%H：%M"], **kwargs)


class UploadField(forms.FileField):
    """A picture or paper that is taken in; what cannot be is refused at once, and not kept while other fields are mended.

    With ``pictures`` alone a paper is refused, too.
    """

    def __init__(self, *, pictures=False, **kwargs):
        super().__init__(**kwargs)
        self.pictures = pictures

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            try:
                if not examined(upload).content_type.startswith("image/") and self.pictures:
                    raise Invalid(_("This is no picture. A photo is a JPEG, PNG, WebP or GIF file."))
            except Invalid as refusal:
                raise forms.ValidationError(str(refusal)) from None
            upload.seek(0)
        return upload


class PersonField(forms.CharField):
    """A person of the register, named by register number, account name or whole name; refused where it is not one."""

    def __init__(self, *, community=None, **kwargs):
        self.community = community
        kwargs.setdefault("help_text", _("Whole name, register number or account name."))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        found = list(self._candidates(text)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Several persons have this name. Give the register number."))
        raise forms.ValidationError(_("Nobody in the register has this name or number."))

    def _candidates(self, text):
        rows = Person.objects.filter(Q(name=text) | Q(key=text) | Q(user__username=text)).distinct()
        if self.community is not None:
            rows = rows.filter(
                Q(community=self.community) | Q(community__path__startswith=self.community.path)
                | Q(community__in=_above(self.community))
            )
        return rows


def _above(place):
    """Return the places that contain ``place``."""
    found = []
    while place.parent_id:
        place = place.parent
        found.append(place)
    return found
