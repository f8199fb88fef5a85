"""The verbs of the six steps: the only code that writes."""
