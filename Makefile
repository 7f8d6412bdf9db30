# Everything runs in a virtual environment that this file makes. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
DOCS := $(VENV)/.docs

.DEFAULT_GOAL := help
.PHONY: help setup test test-slow run lint lowest docs reference record page screenshots freeze cities regions animals findings clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(RUN): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[embedded,tables,pdf,docx]'
	@touch $@

$(DEV): $(RUN)
	$(BIN)/python -m pip install --quiet --group dev --editable '.[all]'
	@touch $@

$(DOCS): $(RUN)
	$(BIN)/python -m pip install --quiet --group docs
	@touch $@

setup: $(DEV) ## Make the virtual environment and install everything

run: $(RUN) ## Summarise seeds/ with the embedded model and show the record
	$(BIN)/summarizer run seeds --out runs/seeds --no-resume --no-cache
	$(BIN)/summarizer show runs/seeds

# a machine that forbids bytecode compiles the package anew for each of the programs that are started here
# assertions are rewritten, so that they tell values, only for those that failed: all workers would do so for all files
# three workers where many tests wait for a server; two where browsers draw, which on a slow machine hear no keys otherwise
define tests
PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(2) --dist worksteal --assert=plain $(1) \
	|| { $(BIN)/python -m pytest --last-failed --last-failed-no-failures none; exit 1; }
endef

test: $(DEV) ## Run every test but the slow ones, offline
	$(call tests,-m "not slow",3)

test-slow: $(DEV) ## Run the tests of clusters, browsers, type checkers, built packages, growth and benchmarks, offline
	$(call tests,-m slow,2)

lint: $(DEV) ## Check style, types and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(DOCS) ## Build the documentation into site/, where a warning is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

reference: $(RUN) ## Write the pages of docs/reference that are made: the command line's and the schemas'
	$(BIN)/python tools/write_reference.py
lowest: $(DEV) ## Install the lowest versions that pyproject.toml admits, and try them
	$(PYTHON) -m venv --clear $(VENV)/lowest
	$(BIN)/python tools/lowest.py > $(VENV)/lowest/constraints.txt
	$(VENV)/lowest/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(VENV)/lowest/bin/python -m pip install --quiet --constraint $(VENV)/lowest/constraints.txt '.[tables,events,anthropic,google,mistral]' \
		pytest pytest-socket pytest-timeout vcrpy hypothesis
	$(VENV)/lowest/bin/summarizer --help
	$(VENV)/lowest/bin/python -m pytest -W ignore::DeprecationWarning tests/llm/test_asking.py tests/llm/test_clients.py \
		tests/llm/test_providers.py tests/resolving tests/exports

record: $(DEV) ## Record the cassettes anew from the embedded model (several minutes)
	rm -f cassettes/*.yaml
	SUMMARIZER_RECORD=1 $(BIN)/python -m pytest -m cassette --timeout=1200

page: ## Build the review page's script and style from web/ (needs Node 20 or later)
	cd web && npm ci --no-audit --no-fund && npm run build

screenshots: $(DEV) ## Take the README's pictures of the review page (needs Chromium)
	PYTHONPATH=tests/support $(BIN)/python tools/screenshots.py docs

freeze: $(DEV) ## Freeze prompts and schemas as they are; only for versions that are not released yet
	$(BIN)/python tools/freeze.py

cities: $(DEV) ## Write the table of towns anew from GeoNames
	$(BIN)/python tools/write_cities.py

regions: $(DEV) ## Write the table of regions' English names anew from Unicode CLDR (needs npm)
	npm pack --silent --pack-destination $(VENV) cldr-subdivisions-full@48
	tar -xzf $(VENV)/cldr-subdivisions-full-*.tgz -C $(VENV)
	$(BIN)/python tools/write_regions.py $(VENV)/package

animals: $(DEV) ## Write the list of animals anew from WordNet (needs Debian's wordnet-base)
	$(BIN)/python tools/write_animals.py /usr/share/wordnet

findings: $(DEV) ## Write docs/findings.md anew from the table of finding codes
	$(BIN)/python tools/write_findings.py

clean: ## Remove the virtual environment and the runs
	rm -rf $(VENV) runs site web/node_modules
