"""What a resident may do who is harmed by a result: the sentences that stand on every outcome page."""

from django.utils.translation import gettext as _

from .enums import Rule


def remedy(matter):
    """Return the remedies against the result of ``matter``, one sentence each, with the article each rests on."""
    street = matter.community.parent
    office = street.name if street else _("the sub-district office")
    sentences = [
        _("While the result is posted you may object to it; an answer is due within five working days."),
        _("You may ask at any time about what is published here; it must be true and open to inquiry "
          "(Organic Law of Urban Residents’ Committees, art. 34)."),
        _("If something was not published in time, or is not true, you may complain to %(office)s or to the people’s "
          "government of the district, which must look into it and order it to be published as the law demands "
          "(art. 35).") % {"office": office},
        _("If the result contravenes law or infringes your rights to your person, your vote or your property, "
          "%(office)s orders it to be corrected (art. 31).") % {"office": office},
        _("If a decision of the residents’ committee infringes your lawful rights, you may ask the people’s court to "
          "annul it (art. 40)."),
    ]
    if matter.rule in (Rule.OWNERS_ORDINARY, Rule.OWNERS_SPECIAL):
        sentences.append(
            _("If a decision of the owners’ assembly or committee infringes your lawful rights as an owner, you may "
              "ask the people’s court to annul it (Civil Code, art. 280).")
        )
    return sentences
