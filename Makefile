# Targets for people; `make` alone lists them. Needs Python 3.11 or 3.12 and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed
DB     ?= spoglio.duckdb

.DEFAULT_GOAL := help
.PHONY: help setup demo test unit check lint types imports format contract architecture fuzz bench kills score relations model model-small superset clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

# Finished only when everything is installed: an interrupted set-up is done again, a finished one is not.
$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (once, about two minutes) ..."
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' || \
	  { echo "spoglio needs Python 3.11 or 3.12; call make with PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY) ## Make .venv and install the locked requirements

demo: setup ## Run the pipeline on seeds/articles and show what it found
	@$(BIN)/spoglio run seeds/articles --db demo.duckdb
	@$(BIN)/python -m flows.summary demo.duckdb
	@$(BIN)/spoglio ledger Valcesura --limit 4 --db demo.duckdb

test: setup ## Run all tests, in two processes
	@$(BIN)/python -m pytest -n 2 --dist loadfile

unit: setup ## Run the tests that take less than 30 seconds together
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

check: lint types imports test ## Everything that CI runs

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

imports: setup
	@$(BIN)/lint-imports --no-cache

format: setup ## Format the code
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

contract: setup ## Write warehouse/generated from the contract
	@$(BIN)/python -m warehouse.generate

architecture: setup ## Draw docs/architecture.md from contracts and doors
	@$(BIN)/python -m tests.house.architecture

SECONDS ?= 60
fuzz: setup ## Look for inputs that break readers, dates, figures or quotes, for SECONDS=60; what is found is kept for the tests
	@$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

bench: setup ## Measure speed side by side with other tools, as ratios
	@for benchmark in tests/benchmark/bench_*.py; do echo "== $$benchmark"; $(BIN)/python $$benchmark || exit 1; done

kills: setup ## Kill runs before each step and at 200 random moments, in forks (minutes) and whole (about an hour); compare the tables
	@$(BIN)/python -m tests.benchmark.kills_here
	@$(BIN)/python -m tests.benchmark.kills_here --worker
	@$(BIN)/python -m tests.benchmark.kills

score: setup ## Score against ../shared/gold and the case files, where they are present
	@$(BIN)/python -m tests.benchmark.score

# One thread a process (it works in two), so that sums are always taken in the same order. scipy comes with the locked requirements.
relations: setup ## Train the relations from ../shared/gold and write weights, model card and plot (about eight minutes)
	@test -d ../shared/gold/train || { echo "The gold articles lie in ../shared/gold, which is not here."; exit 1; }
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.relations

# Torch stays out of .venv: importing spaCy beside it takes twice the time and memory.
TRAIN  := .venv-train
$(TRAIN)/.installed: requirements.lock pyproject.toml
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check -e ".[train]"
	@touch $@

# One thread a process (it works in two), so that sums are always taken in the same order.
model: $(TRAIN)/.installed ## Train the Italian model from ../shared/data/model/free (about an hour)
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(TRAIN)/bin/python -m training

# The same steps on little data; without the data or the environment there is nothing to prove, and nothing fails.
SMALL  := build/model-small
model-small: ## Prove the path of `make model` on a sixteenth of its data (about five minutes)
	@if ! test -d ../shared/data/model/free; then \
	  echo "Nothing is trained: the data lie in ../shared/data/model/free, which is not here."; \
	elif ! $(MAKE) --no-print-directory $(TRAIN)/.installed; then \
	  echo "Nothing is trained: the environment $(TRAIN) cannot be made (see above)."; \
	else \
	  rm -rf $(SMALL) && OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
	    $(TRAIN)/bin/python -m training --small --work $(SMALL)/steps --out $(SMALL)/pipeline; \
	fi

# Superset has packages that do not go with spoglio's: an environment of its own.
SUPERSET := .venv-superset
$(SUPERSET)/.installed: deploy/superset/requirements.txt
	@test -x $(SUPERSET)/bin/python || $(PYTHON) -m venv $(SUPERSET)
	@$(SUPERSET)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

superset: setup $(SUPERSET)/.installed ## Start Superset, import the dashboard, ask every chart (DB=news.duckdb KEEP=1: yours, and go on)
	@test -f $(DB) || $(BIN)/spoglio run seeds/articles --db $(DB)
	@rm -rf build/superset && $(BIN)/python deploy/superset/check.py $(SUPERSET) $(DB) build/superset $(if $(KEEP),--keep)

clean: ## Remove what the targets made, the virtual environment too
	@rm -rf $(VENV) $(TRAIN) $(SUPERSET) demo.duckdb .prefect .mypy_cache .ruff_cache .pytest_cache .hypothesis
