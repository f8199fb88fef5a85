"""The verbs of information on request: the only code that writes its rows."""
