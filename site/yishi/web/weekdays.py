"""The short weekdays, named here to be translated: Django's own Chinese says 星期五 where a spoken date says 周五."""

from django.utils.translation import gettext_noop as _

SHORT = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
