"""Words of the editors' desk that Wagtail's own Chinese lacks: named here, they stand in ours, which is asked first."""

from django.utils.translation import gettext_noop, ngettext_lazy

WORDS = (
    gettext_noop("Search all pages…"), gettext_noop("By workflow"), gettext_noop("Edit account avatar"),
    gettext_noop("Toggle checks"), gettext_noop("Actions (footer)"),
)
COUNTED = (
    ngettext_lazy('%(total)s Page <span class="w-sr-only">created in %(site_name)s</span>',
                  '%(total)s Pages <span class="w-sr-only">created in %(site_name)s</span>'),
    ngettext_lazy('%(total)s Image <span class="w-sr-only">created in %(site_name)s</span>',
                  '%(total)s Images <span class="w-sr-only">created in %(site_name)s</span>'),
    ngettext_lazy('%(total)s Document <span class="w-sr-only">created in %(site_name)s</span>',
                  '%(total)s Documents <span class="w-sr-only">created in %(site_name)s</span>'),
)
