"""The six steps, from a resident's problem to a supervised result."""
