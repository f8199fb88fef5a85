"""Legal words, each explained in place in a sentence or two with the article it rests on. Data alone; no code knows more."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """``word`` as it stands on pages, what it ``means`` in plain words, and the ``article`` that says so."""

    word: Any
    means: Any
    article: Any = ""


TERMS = {
    "quorum": Term(
        _("quorum"),
        _("How many must be there before anything can be decided. If fewer come, the vote does not count, however it goes."),
        _("council: two thirds, local rule; representatives’ assembly: two thirds, art. 29; residents’ assembly: more than "
          "half, art. 27"),
    ),
    "majority": Term(
        _("more than half"),
        _("Strictly more than half: 50 of 100 is not enough, 51 is. A tie fails."), _("Civil Code, arts 278 and 1259"),
    ),
    "at_least": Term(
        _("two thirds or more, three quarters or more"),
        _("“Or more” counts the line itself: 8 of 12 is two thirds, 9 of 12 three quarters. Among owners both must reach "
          "it, the number of owners and the area they own."),
        _("Civil Code, arts 278 and 1259"),
    ),
    "posting": Term(
        _("posting"),
        _("The result hangs where everybody can read it, on paper and here, for at least 15 full days. The day it is put "
          "up is not counted."),
        _("Organic Law of Urban Residents’ Committees, art. 34; Civil Code, art. 201"),
    ),
    "notice": Term(
        _("notice"),
        _("Before an item is admitted, its text hangs for at least five days, so that those it touches hear of it in time."),
        _("local rule on notice"),
    ),
    "objection": Term(
        _("objection"),
        _("While the result is posted, whoever it touches may say what is wrong with it. Each objection gets an answer "
          "within five working days, and the answer stands beside it."),
        _("Organic Law of Urban Residents’ Committees, arts 31 and 34"),
    ),
    "acceptance": Term(
        _("acceptance"),
        _("Residents and supervisors look at the finished work together, and sign whether it is what was agreed. What fails "
          "is done again by a named day; who fails twice is held to account."),
        _("Organic Law of Urban Residents’ Committees, art. 32"),
    ),
    "supervision": Term(
        _("supervision order"),
        _("A written order to explain or mend something by a day. The answer is published."),
        _("Organic Law of Urban Residents’ Committees, art. 34"),
    ),
    "party_study": Term(
        _("study by the party organisation"),
        _("The community’s party organisation looks at the item before it is put on the agenda and before residents vote."),
        _("Organic Law of Urban Residents’ Committees, art. 30"),
    ),
    "named": Term(
        _("named vote"),
        _("It is on record who voted how. Owners’ decisions are taken so, because each owner’s area counts."),
        _("Civil Code, art. 278"),
    ),
    "secret": Term(
        _("secret vote"),
        _("It is on record that you voted. What you chose is stored apart, without your name."),
    ),
    "advisory": Term(
        _("advisory poll"),
        _("It shows those who decide what people think. It decides nothing by itself."),
    ),
    "support": Term(
        _("support"),
        _("Standing behind a report that somebody else has filed. Ten persons, or five council members, bring a matter "
          "on to the agenda."),
        _("local rule"),
    ),
    "stakeholder": Term(
        _("stakeholders"),
        _("Those whom the matter touches more than others. They are named beforehand and heard."),
        _("Opinions on consultation in urban and rural communities (2015)"),
    ),
    "recusal": Term(
        _("standing aside"),
        _("Whoever would gain or lose by a decision says so and takes no part in study, debate and vote on it. It is on "
          "record who stood aside."),
        _("local rule"),
    ),
    "hearing": Term(
        _("hearing"),
        _("A meeting at which those touched by a plan are heard before it is decided, with its day and material published "
          "seven days before. It decides nothing itself."),
        _("Opinions on consultation in urban and rural communities (2015)"),
    ),
    "rep_assembly": Term(
        _("residents’ representatives’ assembly"),
        _("The representatives whom the residents elected. Two thirds of them must be there, and more than half of those "
          "present decide."),
        _("Organic Law of Urban Residents’ Committees, art. 29"),
    ),
    "assembly": Term(
        _("residents’ assembly"),
        _("All residents of 18 and over, or one of each household. More than half must take part, and more than half of "
          "those present decide."),
        _("Organic Law of Urban Residents’ Committees, art. 27"),
    ),
    "owners_decide": Term(
        _("joint decision of the owners"),
        _("What concerns the common parts of a building is decided by its owners: two thirds of them, with two thirds of the "
          "area, take part; more than half of both, or three quarters in weighty matters, decide."),
        _("Civil Code, art. 278"),
    ),
    "proxy": Term(
        _("vote by proxy"),
        _("Somebody else votes in your name, by your written authority that says what for. The paper is kept with the vote."),
        _("Civil Code, arts 161 and 165"),
    ),
    "accountability": Term(
        _("being held to account"),
        _("Who twice fails the acceptance, or does not answer an order in time, has to explain it to those who supervise; what "
          "followed is published."),
        _("local rule"),
    ),
    "admission": Term(
        _("admission to the agenda"),
        _("The item gets its number, and with it stands what is to be decided, by whom and by which rule. Nothing of that is "
          "changed afterwards."),
        _("local rule"),
    ),
    "public_income": Term(
        _("income from common parts"),
        _("What advertising, parking and letting of common parts bring in, less fair costs, belongs to all owners. Its "
          "accounts are published."),
        _("Civil Code, art. 282"),
    ),
    "filing": Term(
        _("filing"),
        _("What was decided is handed to the sub-district office, which keeps it on record. That is no permission."),
        _("Organic Law of Urban Residents’ Committees, art. 31"),
    ),
}
