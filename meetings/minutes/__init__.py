"""What stays of a meeting: the minutes, their paper, the archive, and the evening as it went."""
