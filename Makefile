# The Python that makes .venv; 3.11 or newer.
PYTHON ?= python3
# Test processes: one more than cores, as some tests wait for servers; a number, or auto for one a core.
JOBS ?= $(shell echo $$(($$(nproc 2>/dev/null || echo 1) + 1)))
# More arguments for pytest, as in: make test ARGS='-k numbering'; or for accuracy: ARGS=--update
ARGS ?=
# More arguments for uv, as in: make lock LOCK_ARGS=--upgrade
LOCK_ARGS ?=

BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup demo explore serve deploy worker test prove check format bench accuracy formats pictures reference architecture docs lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r target text; do printf '%-14s  %s\n' "$$target" "$$text"; done

setup: $(READY) ## Make .venv with the locked packages and the thitthang command
	@echo 'Ready: $(BIN)/thitthang'

demo: setup ## Load the sample documents and show what an analyst would see (no network)
	$(BIN)/thitthang demo

explore: setup ## Look at what `make demo` loaded, at http://127.0.0.1:8765, on this machine alone
	$(BIN)/thitthang explore --raw .demo/raw --curated .demo/curated $(ARGS)

serve: setup ## Run every night and show it at http://127.0.0.1:4200, on this machine alone (docs/operations.md)
	$(BIN)/python -m flows.prefect_serve

deploy: setup ## Put the deployments on the Prefect server that PREFECT_API_URL names, for workers
	$(BIN)/python -m flows.prefect_deploy

worker: setup ## Take runs from the Prefect server that PREFECT_API_URL names
	$(BIN)/python -m flows.prefect_worker

test: setup ## Run the tests (thirteen minutes on two cores)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

prove: setup ## Run the exhaustive tests (long)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m prove --hypothesis-profile=prove --timeout=0 $(ARGS)

check: setup ## Check format, lint, types and the architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/architecture

format: setup ## Put the code into its standard form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Measure speed and memory
	$(BIN)/python -m benchmarks

accuracy: setup ## Score what is read against hand-made trees; fails on a loss (ARGS=--update: write it down)
	$(BIN)/python -m benchmarks.accuracy $(ARGS)

formats: setup ## Measure the same text in every format (needs ../shared, LibreOffice, Chromium, Tesseract)
	$(BIN)/python -m benchmarks.formats

pictures: setup ## Make the pictures of the docs anew (needs Chromium)
	$(BIN)/python -m benchmarks.pictures
	$(BIN)/python -m benchmarks.report_pictures
	$(BIN)/python -m benchmarks.explorer_pictures

reference: setup ## Write docs/reference anew from the code (ARGS=--check: only compare)
	$(BIN)/python -m docs.making.reference $(ARGS)

architecture: setup ## Draw docs/pictures/architecture.svg anew from the imports of the code
	$(BIN)/python -m docs.making.architecture

docs: setup ## Build the manual into docs/_build/html; fails on any warning
	$(BIN)/python -m sphinx -b html -W -n --keep-going docs docs/_build/html

lock: ## Write requirements.lock anew from pyproject.toml (needs the network)
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check install --quiet uv==$(UV_VERSION)
	.venv-lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --quiet --output-file requirements.lock $(LOCK_ARGS)

clean: ## Remove .venv, .demo and what tools left (never raw/ or curated/)
	rm -rf .venv .venv-lock .demo build dist docs/_build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock is complete, so nothing is resolved here (--no-deps); `pip check` would show a gap. uv installs it in
# a tenth of pip's time; where uv finds no packages (it reads no pip.conf), pip does it.
$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'thitthang needs Python 3.11 or newer; `$(PYTHON)` is missing or older.' >&2; \
		echo 'Name another one: make setup PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'Python has no venv module: on Debian and Ubuntu, `apt-get install python3-venv`.' >&2; exit 1; }
	@echo 'Making .venv (half a minute; some minutes where uv cannot be used) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@{ $(PIP) install --quiet uv==$(UV_VERSION) && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --requirement requirements.lock; } || \
		$(PIP) install --quiet --no-deps --no-compile --requirement requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@
