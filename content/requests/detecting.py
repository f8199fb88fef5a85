"""What in a text looks like personal data: it warns, a person decides."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PATTERNS = (
    (re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"), gettext_lazy("mobile number")),
    (re.compile(r"(?<!\d)(?:0\d{2,3}|\(0\d{2,3}\))[ -]?\d{7,8}(?!\d)"), gettext_lazy("telephone number")),
    (re.compile(r"(?<!\d)0000-\d{4,8}(?!\d)"), gettext_lazy("telephone number")),
    (re.compile(r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[0-9Xx](?![0-9A-Za-z])"), gettext_lazy("identity number")),
    (re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"), gettext_lazy("credit code")),
    (re.compile(r"(?<!\d)\d{16,19}(?!\d)"), gettext_lazy("bank account")),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), gettext_lazy("email address")),
    (re.compile(r"\d+号楼?(?:\d+单元)?\d{3,4}室?"), gettext_lazy("room number")),
)


def found_in(text, request=None):
    """Return what in ``text`` looks like personal data, each as “kind: what”; the applicant's name too."""
    found = []
    for pattern, kind in PATTERNS:
        found += [f"{kind} “{hit}”" for hit in pattern.findall(text) if not any(hit in line for line in found)]
    applicant = getattr(request, "applicant", None)
    if applicant and len(applicant.name) > 1 and applicant.name in text:
        found.append(_("name of the applicant “%(name)s”") % {"name": applicant.name})
    parties = request.parties.all() if request is not None and request.pk else ()
    return found + [_("name of a third party “%(name)s”") % {"name": p.name} for p in parties if p.name in text]
