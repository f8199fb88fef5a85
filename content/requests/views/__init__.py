"""The pages of information on request."""
