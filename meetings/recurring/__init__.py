"""Standing dates (例会): kept by the secretary, shown as planned until a meeting is convened."""
