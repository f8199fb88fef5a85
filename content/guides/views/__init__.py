"""Pages of the service guides."""
