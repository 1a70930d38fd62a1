# `make help` lists what there is. Every target sets up what it needs.
.DEFAULT_GOAL := help
.PHONY: help serve site zip check addresses test test-engines fuzz bench lighthouse lock clean

export NO_MKDOCS_2_WARNING := 1
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$p && break; done)
BIN := $(if $(wildcard .venv/Scripts),.venv/Scripts,.venv/bin)
VENV_PYTHON = $(if $(wildcard .venv/Scripts),.venv/Scripts/python,.venv/bin/python)

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

serve: .venv/site node_modules/.package-lock.json  ## both languages on 127.0.0.1:8000, rebuilt when a file changes
	@$(VENV_PYTHON) -m scripts.serve

site: .venv/site node_modules/.package-lock.json  ## static files in site/; any host can serve them
	@$(VENV_PYTHON) -m mkdocs build --quiet

zip: site  ## the same as one file that any local web server can serve once it is unpacked
	@$(VENV_PYTHON) -m scripts.archive site

check: .venv/site  ## the content rules alone, in seconds
	@$(VENV_PYTHON) -m scripts.check

addresses: .venv/site  ## add the pages and ids that are new to docs/addresses.txt, which keeps links to them
	@$(VENV_PYTHON) -m scripts.addresses

test: .venv/test node_modules/.package-lock.json  ## everything: units, published numbers, built site, real browser
	@$(VENV_PYTHON) -m scripts.browser
	@$(VENV_PYTHON) -m pytest

test-engines: .venv/test node_modules/.package-lock.json  ## the calculators in Firefox and WebKitGTK
	@$(VENV_PYTHON) -m scripts.engines
	@$(VENV_PYTHON) -m pytest tests/engines

fuzz: .venv/test  ## ten thousand hostile inputs for each calculator, in a quarter of an hour
	@HOSTILE_CASES=$${HOSTILE_CASES:-10000} $(VENV_PYTHON) -m pytest tests/test_hostile.py

bench: .venv/test node_modules/.package-lock.json  ## start-up, recalculation, bytes and build time, as ratios
	@$(VENV_PYTHON) -m scripts.browser
	@$(VENV_PYTHON) -m scripts.bench

lighthouse: .venv/test node_modules/.package-lock.json  ## scores of four kinds of pages in both languages, as on a phone
	@$(VENV_PYTHON) -m scripts.browser
	@$(VENV_PYTHON) -m scripts.lighthouse

lock: .venv/test  ## resolve pyproject.toml again into the two requirements files
	@$(VENV_PYTHON) -m scripts.lock

clean:  ## remove everything that was made
	rm -rf .venv .cache site node_modules internet-finance-handbook.zip

.venv/site: requirements.txt
	@$(if $(PYTHON),,echo "This needs Python 3.12 or later; none was found on the PATH." >&2; exit 1)
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt 2>.venv/pip.log \
		|| { echo "The Python packages could not be installed; .venv/pip.log says why. Is there a network? Then run it again." >&2; exit 1; }
	@touch $@

.venv/test: requirements-test.txt .venv/site
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt 2>.venv/pip.log \
		|| { echo "The test packages could not be installed; .venv/pip.log says why. Is there a network? Then run it again." >&2; exit 1; }
	@touch $@

node_modules/.package-lock.json: package-lock.json .venv/site
	@$(VENV_PYTHON) -m scripts.node
	@touch $@
