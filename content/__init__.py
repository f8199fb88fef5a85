"""Publishing: what citizens read."""
