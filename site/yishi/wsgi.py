"""The entrance for WSGI servers: pages and acts, no sockets."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
for root in (HERE, HERE.parent):
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishi.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  the path must stand first

pages = get_wsgi_application()

from yishi.web.entrance import wsgi_entrance  # noqa: E402  needs the site set up

application = wsgi_entrance(pages)
