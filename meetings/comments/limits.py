"""How much is taken of one person."""

import datetime as dt

LONGEST = 300  # characters
MOST, WITHIN = 5, dt.timedelta(hours=1)  # as for reports
