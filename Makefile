# Two commands carry the whole project: `make run` and `make test`. `make help` lists the rest.
# Needs only Python 3.11 or newer and make. uv is used when it is there (seconds), else venv and pip.

PY ?= python3
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
FLASK := $(BIN)/flask --app wsgi
# A version shim may answer to the name without working, so uv is asked for its version and not only looked up.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv)

# Without bytecode the import of the web stack takes 3.7 times as long, and some images switch it off.
unexport PYTHONDONTWRITEBYTECODE

ifdef UV
MAKE_VENV = uv venv --quiet --allow-existing --python "$$($(PY) -c 'import sys; print(sys.executable)')" $(VENV)
INSTALL = uv pip install --quiet --python $(PYTHON) --compile-bytecode --require-hashes --requirement
else
MAKE_VENV = $(PY) -m venv $(VENV)
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
endif

.DEFAULT_GOAL := help
.PHONY: help run demo test test-quick test-sqlite test-postgresql check format lint types contracts templates \
        translations translations-check docs docs-check bench lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(PYTHON):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with PY=, for example: make run PY=python3.12" >&2; exit 1; }
	@$(MAKE_VENV) || { echo "No environment could be made (on Debian: apt-get install python3-venv)" >&2; exit 1; }

# The development lock holds everything the run-time lock holds, so one environment serves both.
$(VENV)/.run: requirements.lock | $(PYTHON)
	@echo "Installing the run-time packages of requirements.lock"
	@$(MAKE_VENV)
	@$(INSTALL) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(PYTHON)
	@echo "Installing the development packages of requirements-dev.lock"
	@$(MAKE_VENV)
	@$(INSTALL) requirements-dev.lock
	@touch $@ $(VENV)/.run

run: $(VENV)/.run  ## migrate, load the demonstration on first start, serve on http://127.0.0.1:8000 (PORT=)
	@$(FLASK) qip up --port $(PORT)

demo: $(VENV)/.run  ## load the demonstration mission without serving it
	@$(FLASK) qip migrate
	@$(FLASK) qip demo

# What checks print beside each other comes one after the other, where make knows how (since 4.0).
IN_TURN := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# One run tells everything: a failing check does not hide the tests, and the exit code remembers it.
test: $(VENV)/.dev  ## all checks, then the whole suite on SQLite, and on PostgreSQL what an engine may change
	@rm -rf var/tests; failed=0; \
	$(MAKE) --no-print-directory --keep-going --jobs=$(JOBS) $(IN_TURN) check || failed=1; \
	$(MAKE) --no-print-directory test-sqlite || failed=1; \
	$(MAKE) --no-print-directory test-postgresql || failed=1; \
	$(PYTHON) tests/counts.py var/tests/sqlite.xml var/tests/postgresql.xml || failed=1; \
	test $$failed = 0 && echo "Everything passed." || { echo "Something failed; see above." >&2; exit 1; }

# A worker that runs out of tests takes some of another's: a few of them take as long as a thousand others.
PYTEST = $(PYTHON) -m pytest --numprocesses=$(JOBS) --dist=worksteal

test-quick: $(VENV)/.dev  ## what answers within three minutes: SQLite, no browser, no walks over the whole application
	@$(PYTEST) --engine=sqlite -m "not browser" --ignore=tests/properties --ignore=tests/migrations

test-sqlite: $(VENV)/.dev  ## the suite on SQLite alone
	@echo "== tests on SQLite"
	@$(PYTEST) --engine=sqlite --junit-xml=var/tests/sqlite.xml

test-postgresql: $(VENV)/.dev  ## on PostgreSQL what an engine may change (QIP_TEST_DATABASE_URL names a server of your own)
	@echo "== tests on PostgreSQL"
	@$(PYTEST) --engine=postgresql --junit-xml=var/tests/postgresql.xml

check: lint types contracts templates translations-check docs-check  ## format, lint, types, import contracts, templates

format: $(VENV)/.dev  ## rewrite the Python files in the one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(VENV)/.dev
	@echo "== format and lint"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/.dev
	@echo "== types"
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@echo "== import contracts"
	@$(BIN)/lint-imports --no-logo --cache-dir .import_linter_cache

templates: $(VENV)/.dev
	@echo "== templates"
	@$(BIN)/djlint --lint --quiet templates

translations: $(VENV)/.dev  ## collect new strings into the catalogues of every language
	@$(PYTHON) -m qip_tracker.i18n.extract

translations-check: $(VENV)/.dev
	@echo "== translations"
	@$(PYTHON) -m qip_tracker.i18n.extract --check

docs: $(VENV)/.dev  ## write docs/generated (permissions, workflows, routes) anew
	@$(FLASK) qip docs

docs-check: $(VENV)/.dev
	@echo "== generated documents"
	@$(FLASK) qip docs --check

bench: $(VENV)/.dev  ## print speed as ratios measured in one run
	@$(PYTHON) -m benchmarks

lock:  ## compile both locks anew from requirements.txt and requirements-dev.txt (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv" >&2; exit 1; }
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --no-header requirements.txt --output-file requirements.lock
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --no-header requirements-dev.txt --output-file requirements-dev.lock

clean:  ## remove the environment and every cache; var/ (database, secret key, files) stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache var/tests
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
