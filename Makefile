# `make` regenerates every target; `make test` passes the tests. Both set up what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Another generator, to be measured beside ours: in an environment of its own, made for `make bench` alone.
BENCH := .venv-bench
RIVAL := $(BENCH)/bin/openapi-python-client

.PHONY: all generate check test lint soak mutants bench clean

all: generate

generate: $(READY)
	@$(BIN)/hexapla generate

check: $(READY)
	@$(BIN)/hexapla check

lint: $(READY)
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

mutants: $(READY)
	$(BIN)/python -m tests.mutants

bench: $(READY) $(RIVAL)
	$(BIN)/python -m tests.benchmarks $(BENCH_ARGS)

$(RIVAL):
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet openapi-python-client==0.29.1

# The environment is made anew where the list of requirements changed.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "hexapla needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

clean:
	rm -rf $(VENV) $(BENCH) .hexapla build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
