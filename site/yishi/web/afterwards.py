"""What is done when an answer has gone out, so that whoever asked does not wait for it: counting, and nothing that matters."""

import logging

from django.db import close_old_connections, connection

log = logging.getLogger(__name__)


def afterwards(response, work):
    """Do ``work()`` when ``response`` has gone out, and return the response. What goes wrong then is logged."""
    close = response.close

    def closed():
        close()
        try:
            work()
        except Exception:
            log.exception("what was to be done after an answer was not done")
        finally:
            if not connection.in_atomic_block:
                close_old_connections()

    response.close = closed
    return response
