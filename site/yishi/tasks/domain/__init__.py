"""The verbs of the scheduled work."""
