#!/bin/bash
# Everything the site needs: system packages, .venv, translations, static files, the secret key. Idempotent.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VAR=${YISHI_VAR:-var}
STAMPS=$VAR/setup-stamps
say() { echo "setup: $*"; }
unchanged() { [ -f "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]; }
done_with() { mkdir -p "$STAMPS" && echo "$2" > "$STAMPS/$1"; }
sum() { cat "$@" | sha256sum | cut -c1-64; }

# 1. System packages: what is missing is installed by root, and named in one line to everybody else.
run_needs="git gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk poppler-utils"
test_needs="postgresql redis-server chromium-headless-shell"
missing=""
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || missing="python3-venv"
if command -v dpkg-query >/dev/null; then
  for package in $run_needs $test_needs; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
fi
missing=$(echo $missing)
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing system packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; } ||
      say "apt-get did not get all of: $missing; going on with what is there"
  else
    say "please have root run: apt-get install $missing"
  fi
fi
if ! "$PYTHON" -c 'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  say "Python 3.11 or later with venv is needed; name it with PYTHON=/path/to/python3.11 make setup" >&2
  exit 1
fi

# 2. The typefaces of official papers (仿宋, 宋, 黑, 楷), taken out of Debian's package without installing it.
fonts=$VAR/fonts
if [ ! -f "$fonts/FandolFang-Regular.otf" ]; then
  say "fetching the fonts of official papers (49 MB, once)"
  deploy/fonts.sh "$fonts" || say "the Fandol fonts did not come (texlive-lang-chinese, by apt-get); papers are set in Noto Serif CJK SC"
fi

# 3. The Python packages of the lock, each checked against its hash.
[ -x .venv/bin/python ] || { say "making .venv"; "$PYTHON" -m venv .venv; }
lock="$(sum requirements.lock pyproject.toml) $PWD $(.venv/bin/python -V)"
if ! { [ -f .venv/lock-stamp ] && [ "$(cat .venv/lock-stamp)" = "$lock" ]; }; then
  say "installing the packages of requirements.lock (a minute or so with pip)"
  { command -v uv >/dev/null && uv pip install --python .venv/bin/python --require-hashes -r requirements.lock; } ||
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
  say "installing this project"
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
  echo "$lock" > .venv/lock-stamp
fi

# 4. Translations, wherever a .po is newer than its .mo.
while IFS= read -r po; do
  mo=${po%.po}.mo
  [ "$mo" -nt "$po" ] && continue
  say "compiling $po"
  if command -v msgfmt >/dev/null; then
    msgfmt --check-format -o "$mo" "$po"
  else
    .venv/bin/python -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' "$po" "$mo"
  fi
done < <(find site -name '*.po' 2>/dev/null)

# 5. Static files and, with the first start of the settings, the secret key (mode 0600).
static="$(find static -type f | sort | xargs -d "\n" sha256sum | sha256sum | cut -c1-64) $(sum requirements.lock site/yishi/web/bundle.py)"
if ! unchanged static "$static" || [ ! -f "$VAR/static/staticfiles.json" ]; then
  say "collecting static files"
  # A line every fifty files: it takes a while to copy, hash and pack them all.
  .venv/bin/python -u site/manage.py collectstatic --noinput --clear -v 2 |
    awk 'NR % 50 == 0 { print "setup: " NR " files"; fflush() } END { print "setup: " NR " files, all" }'
  done_with static "$static"
fi
say "ready"
