# Every target sets up what it needs in .venv; nothing else has to be installed by hand.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test lock clean

site: .venv/site.stamp  ## build the site into site/
	$(BIN)/mkdocs build
	@echo "The site is in site/. To look at it: python3 -m http.server --directory site 8000"

serve: .venv/site.stamp  ## preview at http://127.0.0.1:8000/, rebuilt when a file changes
	$(BIN)/mkdocs serve

check: .venv/site.stamp  ## say what is wrong with pages and data, without building
	$(BIN)/python hooks check

test: .venv/dev.stamp .venv/npm.stamp  ## run all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/pytest

lock: .venv/dev.stamp  ## make the lock files anew from the .in files
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-dev.in --output-file requirements-dev.txt

.venv/npm.stamp: package-lock.json .venv/dev.stamp
	PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --silent
	@touch $@

clean:  ## take away everything that was made
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache node_modules site .site.next .site.old
	find hooks tests -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c "" || { echo "$(PYTHON) does not run: say which one, as in make PYTHON=python3.13"; exit 1; }
	@# Debian ships venv in a package of its own.
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || sh tests/apt-get.sh python3-venv
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	$(PIP) -r requirements-dev.txt
	@touch $@ .venv/site.stamp
