# Every target sets up what it needs; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready

.DEFAULT_GOAL := help
# What only looks at the code must not make a data folder in the checkout.
check docs messages: export GONGKAI_HOME := $(CURDIR)/.venv/home
.PHONY: help demo test check test-full bench docs messages lock screenshots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(RUN_READY) ## tell the story of the demo county and serve it on http://localhost:8000
	GONGKAI_HOME=$${GONGKAI_HOME:-var/demo} $(BIN)/gongkai demo

test: $(DEV_READY) ## the fast tests (SQLite)
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: $(DEV_READY) ## style, types, layers, migrations, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings gongkai.settings
	$(BIN)/python -m scripts.docs --check
	$(BIN)/python -m scripts.messages --check

test-full: $(DEV_READY) ## all tests: SQLite, PostgreSQL, server processes, browser
	scripts/system-packages
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "full or browser"
	$(BIN)/python -m scripts.with_postgres $(BIN)/python -m pytest -q -n 2 --dist worksteal --migrations -m "not browser" \
	  --ignore tests/test_every_page.py  # the served demo has its own SQLite

bench: $(DEV_READY) ## every benchmark, each a ratio to a named peer (takes long)
	$(BIN)/python -m bench

docs: $(DEV_READY) ## write the generated pages of docs/
	$(BIN)/python -m scripts.docs

messages: $(DEV_READY) ## bring the English catalogue up to date and compile it
	$(BIN)/python -m scripts.messages

screenshots: $(DEV_READY) ## take the README's pictures from the demo (needs Chromium)
	scripts/system-packages
	$(BIN)/python -m scripts.screenshots

lock: $(DEV_READY) ## resolve the dependencies anew, with hashes
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --quiet -o requirements-dev.lock

clean: ## remove the environment and all made files (keeps var/)
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis

$(RUN_READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check -q --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check -q --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	touch $@ $(RUN_READY)
