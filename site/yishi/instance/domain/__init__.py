"""The verbs of the instance."""
