"""The verbs of the service guides."""
