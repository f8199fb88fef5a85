# Yishi (议事厅). Two commands are enough: `make run` and `make test`.
SHELL := /bin/bash
PY := .venv/bin/python
MANAGE := $(PY) site/manage.py
ARGS ?=
# A worker for each of two cores, a file always in one of them; ARGS='-n 0' is without.
WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help setup run demo-again test test-sqlite test-postgres test-browser lint fmt messages clean pictures

help:
	@echo "make setup     everything the site needs, in .venv and var; run it as often as you like"
	@echo "make run       the site with the demo world on http://127.0.0.1:8000/"
	@echo "make demo-again  the evening of the demo world from its beginning, on a fresh file"
	@echo "make test      what writes on PostgreSQL, the story in a browser, then all on SQLite   (ARGS='-k journal')"
	@echo "make lint      style, floors, size of the rooms, missing migrations"
	@echo "make fmt       put imports in order and fix what can be fixed without asking"
	@echo "make messages  collect the sentences to be translated"
	@echo "make clean     take away what setup made; databases, files and the key stay"

setup:
	@deploy/setup.sh

run: setup
	@deploy/run.sh

demo-again: setup
	@deploy/again.sh

# PostgreSQL goes first, so that the last line is the summary of the whole suite. Both run, whatever the first says.
test: setup
	@status=0; \
	$(MAKE) --no-print-directory test-postgres || status=1; \
	$(MAKE) --no-print-directory test-browser || status=1; \
	$(MAKE) --no-print-directory test-sqlite || status=1; \
	exit $$status

test-postgres:
	@echo "-- PostgreSQL: everything that writes"
	@$(PY) -m tests.cluster run -- $(PY) -m pytest $(WORKERS) -m "writes or races" $(ARGS)

test-browser:
	@echo "-- the story in a browser, on SQLite"
	@YISHI_BROWSER_TESTS=on $(PY) -m pytest -n 2 tests/browser $(ARGS)

pictures: setup
	@echo "-- the pictures of the manual, from the story in a browser"
	@YISHI_PICTURES=write YISHI_BROWSER_TESTS=on $(PY) -m pytest tests/browser -k with-javascript $(ARGS)

test-sqlite:
	@echo "-- SQLite: the whole suite"
	@$(PY) -m pytest $(WORKERS) $(ARGS)

lint: setup
	@echo "-- ruff"
	@.venv/bin/ruff check .
	@echo "-- floors"
	@.venv/bin/lint-imports --no-cache
	@echo "-- rooms and words"
	@$(PY) -m tests.house
	@echo "-- settings and migrations"
	@$(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run

fmt: setup
	@.venv/bin/ruff check --select I,UP,C4 --fix .

messages: setup
	@$(MANAGE) makemessages --locale zh_Hans --no-location --no-wrap --no-obsolete --ignore .venv --ignore var --ignore tests

clean:
	@find . -path ./.venv -prune -o -path ./.git -prune -o \( -name __pycache__ -o -name '*.egg-info' \) -print0 | xargs -0 rm -rf
	@find site -name '*.mo' -delete
	@rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache var/static var/setup-stamps
