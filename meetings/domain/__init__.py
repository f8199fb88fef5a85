"""The verbs of the hall."""
