"""The console: who runs the meeting, who speaks next, what lies on the table."""
