"""The lines of the national form of the yearly report (art. 50), and on which of them an answer is counted. Data, pure."""

from django.utils.translation import gettext_lazy as _

from .enums import Decision, Ground, State

# The results of the second table: (group, ((line, label), …)). A line that this site never fills stands as nought.
RESULTS = (
    ("", (("granted", _("(1) Made public")), ("partial", _("(2) Made public in part")))),
    (_("(3) Not made public"), (
        (Ground.STATE_SECRET, _("state secrets")), (Ground.LAW_FORBIDS, _("other laws and administrative regulations forbid it")),
        (Ground.SECURITY, _("danger to security and stability")), (Ground.THIRD_PARTY, _("rights of third parties")),
        (Ground.INTERNAL, _("the three kinds of internal affairs")),
        (Ground.PROCESS, _("the four kinds of information of a process")), (Ground.CASE_FILE, _("files of enforcement cases")),
        ("register", _("matters of official registers")),
    )),
    (_("(4) Cannot be provided"), (
        ("not_held", _("not held by this office")), ("not_made", _("no ready information, it would have to be made")),
        ("unclear", _("still unclear after completion")),
    )),
    (_("(5) Not handled"), (
        ("redirected", _("petitions, reports and complaints")), ("repeat", _("repeated requests")),
        ("publications", _("for publications that can be had")), ("too_many", _("very many requests without sound reason")),
        ("confirm", _("to confirm or issue anew what one has")),
    )),
    (_("(6) Otherwise handled"), (
        ("not_completed", _("not completed in time, and not handled further")),
        ("not_paid", _("fee not paid in time, and not handled further")), ("other", _("other ways of handling")),
    )),
)
BY_DECISION = {
    Decision.GRANTED: "granted", Decision.ALREADY_PUBLIC: "granted", Decision.PARTIAL: "partial",
    Decision.SPECIAL_LAW: "register", Decision.NOT_HELD: "not_held", Decision.NOT_OURS: "not_held",
    Decision.REQUIRES_PROCESSING: "not_made", Decision.REDIRECTED: "redirected", Decision.REPEAT: "repeat",
    Decision.NOT_PROCESSED: "too_many",
}
GIVEN_UP = {State.COMPLETING: "not_completed", State.PAYING: "not_paid"}


def line_of(decision, ground, drafted_from):
    """Return the line on which an answer is counted: each on one, an answer in part on its own alone."""
    if decision == Decision.REFUSED:
        return ground or "other"
    if decision == Decision.GIVEN_UP:
        return GIVEN_UP.get(drafted_from, "other")
    return BY_DECISION.get(decision, "other")
