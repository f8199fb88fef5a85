"""What an inquiry counts, in the reader's language where the word is a usual one."""

from django.utils.translation import pgettext, pgettext_lazy

WORDS = {
    "户": pgettext_lazy("what an inquiry counts", "households"), "人": pgettext_lazy("what an inquiry counts", "persons"),
    "名居民": pgettext_lazy("what an inquiry counts", "residents"), "名业主": pgettext_lazy("what an inquiry counts", "owners"),
    "名老人": pgettext_lazy("what an inquiry counts", "elderly people"), "名租户": pgettext_lazy("what an inquiry counts", "tenants"),
    "名学生": pgettext_lazy("what an inquiry counts", "students"), "家商户": pgettext_lazy("what an inquiry counts", "businesses"),
    "个项目": pgettext_lazy("what an inquiry counts", "projects"), "份": pgettext_lazy("what an inquiry counts", "questionnaires"),
}


def unit_words(typed):
    """Return the word ``typed`` for what is counted (户, households) in the reader's language; another stays as it is."""
    return str(WORDS[typed]) if typed in WORDS else pgettext("what an inquiry counts", typed)
