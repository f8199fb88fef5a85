#!/bin/bash
# The story's evening anew, on a fresh file of the loaded demo world; what was there is kept beside it as *.before.
set -euo pipefail
cd "$(dirname "$0")/.."
VAR=${YISHI_VAR:-var}
PORT=${PORT:-8000}
if [ -n "${YISHI_DATABASE_URL:-}" ]; then
  echo "again: YISHI_DATABASE_URL names a database of your own; this works on the demonstration's file in $VAR/ alone" >&2
  exit 1
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
  echo "again: something is being served on port $PORT; stop it first (Ctrl-C), or name another port with PORT=8001" >&2
  exit 1
fi
for end in "" -wal -shm; do
  if [ -f "$VAR/yishi.sqlite3$end" ]; then mv "$VAR/yishi.sqlite3$end" "$VAR/yishi.before.sqlite3$end"; fi
done
if [ -f "$VAR/demo-evening.sqlite3" ]; then
  echo "again: the demo world as it was when the evening began; the one that was there is $VAR/yishi.before.sqlite3"
  cp "$VAR/demo-evening.sqlite3" "$VAR/yishi.sqlite3"
fi
exec deploy/run.sh --anew
