# What one types here. `make` lists it; CI runs the same (.ci/run).

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
TEMPLATES = $(shell find whispeer -path '*/templates/*' -name '*.html')
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Each step leaves a stamp, so that a second run takes no time.
STAMPS := .venv/stamps
# Python compiles what it imports by itself; most of the libraries is never imported.
INSTALL := $(BIN)/python -m pip install --quiet --no-compile --require-hashes --only-binary :all:

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

.PHONY: setup
setup: $(STAMPS)/house ## everything the site needs, in .venv

.PHONY: demo
demo: $(STAMPS)/base ## the example club, at http://localhost:8000 (PORT=...)
	@$(MAKE) --no-print-directory --jobs 2 setup club
	@exec $(BIN)/whispeer demo --port $(PORT)

# Fonts are cut while the club is built: a first visit waits for the longer of the two.
.PHONY: club
club: $(STAMPS)/base
	@$(BIN)/whispeer demo --build-only

.PHONY: run
run: setup ## the site and its tasks, on your own data (var/)
	@exec $(BIN)/whispeer serve --port $(PORT)

.PHONY: test
test: $(STAMPS)/tools ## all tests, on SQLite and on PostgreSQL, in a real browser
	$(BIN)/pytest --numprocesses 2
	$(BIN)/pytest --numprocesses 2 --on postgresql

.PHONY: soak
soak: $(STAMPS)/tools ## what is slow on purpose: kills, large runs, full grids
	$(BIN)/pytest --soak
	$(BIN)/pytest --soak --on postgresql

.PHONY: check
check: $(STAMPS)/tools ## style, types, floors, templates, spelling, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/typos
	$(BIN)/whispeer manage makemigrations --check --dry-run
	$(BIN)/whispeer messages --check

.PHONY: fix
fix: $(STAMPS)/tools ## format, and repair what a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)

.PHONY: messages
messages: setup ## gather the words to translate, and compile them
	$(BIN)/whispeer messages

.PHONY: shape
shape: $(STAMPS)/tools ## how long files and functions are
	$(BIN)/python -m tests.shape

.PHONY: clean
clean: ## forget the environment and the demo
	rm -rf .venv var/demo whispeer/web/static/built

# ── The environment ───────────────────────────────────────────────────────────

$(STAMPS)/venv:
	@$(PYTHON) -m venv --help >/dev/null 2>&1 && $(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "This Python cannot make environments. On Debian: apt install python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Whispeer needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

# The package itself, without looking anywhere for what builds it: the locks hold that.
define install_whispeer
$(BIN)/python -m pip install --quiet --no-compile --no-build-isolation --no-index --no-deps --editable .
endef

$(STAMPS)/base: requirements/base.txt pyproject.toml $(STAMPS)/venv
	@echo "Fetching the libraries…"
	@$(INSTALL) --requirement requirements/base.txt
	@$(install_whispeer)
	@touch $@

# The second lock holds the first, at the same versions: only what is new is fetched.
$(STAMPS)/tools: requirements/dev.txt $(STAMPS)/house
	@echo "Fetching the tools for tests and checks…"
	@$(INSTALL) --requirement requirements/dev.txt
	@touch $@

$(STAMPS)/assets: whispeer/web/assets.py whispeer/web/signs.svg $(STAMPS)/base
	@$(BIN)/whispeer assets
	@touch $@

$(STAMPS)/words: $(wildcard whispeer/locale/*/LC_MESSAGES/*.po) $(STAMPS)/base
	@$(BIN)/whispeer messages --compile
	@touch $@

$(STAMPS)/house: $(STAMPS)/assets $(STAMPS)/words
	@touch $@
