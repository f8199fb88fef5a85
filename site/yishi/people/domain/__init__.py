"""The verbs of who and where."""
