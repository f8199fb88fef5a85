"""Which words of the glossary are explained above the form of an act."""

EXPLAINED = {
    "agenda.admit": ("admission", "party_study"), "agenda.declare_conflict": ("recusal",),
    "agenda.declare_no_conflict": ("recusal",), "attendance.recuse": ("recusal",), "ballots.recuse": ("recusal",),
    "ballots.prepare": ("rep_assembly", "assembly", "owners_decide", "advisory"), "hearings.prepare": ("hearing",),
    "hearings.publish": ("hearing",), "hearings.name_participant": ("hearing",), "supervision.account": ("accountability",),
    "filing.file_with_street": ("filing",),
}


def words_of(act):
    """Return the codes of the words that stand in the form of ``act`` and are explained there."""
    return EXPLAINED.get(act.code, ())
