#!/bin/bash
# The site on one machine: migrate, bring the demo world into an empty database, serve. What is given goes to load_demo.
set -euo pipefail
cd "$(dirname "$0")/.."
PORT=${PORT:-8000}
manage() { .venv/bin/python site/manage.py "$@"; }
# Whether the database holds nothing yet, or the demo world (then loading goes on where it stopped).
for_demo() {
  manage shell -v 0 -c 'import sys; from yishi.people.models import Person
from yishi.demo.models import PlayedScene
sys.exit(Person.objects.exists() and not PlayedScene.objects.exists())'
}

echo "run: bringing the database up to date"
manage migrate --noinput
# An empty database gets the demo world, whichever it is; YISHI_DEMO=off says that it is meant for a real sub-district.
if [ -z "${YISHI_DEMO:-}" ]; then
  if for_demo; then export YISHI_DEMO=on; else export YISHI_DEMO=off; fi
fi
if [ "$YISHI_DEMO" = on ] && for_demo; then
  echo "run: the demo world (loaded once, a minute or two)"
  manage load_demo --keep "${YISHI_VAR:-var}/demo-evening.sqlite3" "$@"
fi
echo
echo "  The site:       http://127.0.0.1:$PORT/"
echo "  Sign in:        http://127.0.0.1:$PORT/sign-in/"
echo "  Open data:      http://127.0.0.1:$PORT/open-data/matters.json"
echo "  Editors' desk:  http://127.0.0.1:$PORT/admin/"
if [ "$YISHI_DEMO" = on ]; then
  echo "  Change roles:   http://127.0.0.1:$PORT/demo/"
  if manage help demo_logins >/dev/null 2>&1; then manage demo_logins; fi
fi
if [ "$YISHI_DEMO" = off ] && code=$(manage first_run_code 2>/dev/null); then
  echo "  First run:      http://127.0.0.1:$PORT/setup/   one-time code: $code"
fi
echo
exec .venv/bin/python site/manage.py serve --port "$PORT"
