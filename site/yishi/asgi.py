"""The server's entrance: ``daphne yishi.asgi:application`` from the project's root is a running site."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
for root in (HERE, HERE.parent):
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")

import django  # noqa: E402  the path must stand first
from channels.routing import ProtocolTypeRouter  # noqa: E402

django.setup(set_prefix=False)

from meetings.stream.routes import routes  # noqa: E402  these need the site set up
from yishi.demo import evening  # noqa: E402
from yishi.tasks import worker  # noqa: E402
from yishi.web.entrance import entrance  # noqa: E402
from yishi.web.pages import Pages  # noqa: E402
from yishi.web.sockets import sockets  # noqa: E402

application = ProtocolTypeRouter({"http": entrance(Pages()), "websocket": sockets(routes)})
worker.start()
evening.start()
