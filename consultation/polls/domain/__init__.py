"""The verbs of ballots: the only code that writes votes."""
