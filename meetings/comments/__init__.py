"""What observers comment from their seats or from home, where the kind of meeting lets them: read before it is shown."""
