# What CI runs is what a person runs. `make demo` and `make test` need Python 3.11+, make and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/data

.PHONY: help demo test lint docs bench bench-batch soak eval gate train-attribution train-events lock clean

help:
	@echo "make demo    read the bundled reports into a record, print what is in it"
	@echo "make test    the tests"
	@echo "make lint    ruff and mypy"
	@echo "make docs    fill in what comes from the code, build the site into build/site"
	@echo "make bench   words per CPU-second by stage, memory; start-up"
	@echo "make bench-batch  20,000 invented reports through a batch: undisturbed, a worker killed, on Ray (an hour)"
	@echo "make soak    kills, hostile input and fuzzing at large; fills docs/trust.md (an hour)"
	@echo "make eval    scores on the gold sets under GOLD=$(GOLD), and on our own"
	@echo "make gate    fail where a score has fallen below its floor in gate.toml"
	@echo "make train-attribution  train the attribution model (needs the extra 'train')"
	@echo "make train-events  train the event model (needs the extra 'train')"
	@echo "make lock    resolve requirements.lock anew (needs uv)"
	@echo "make clean   remove the environment and what was built"

# The stamp is newer than the lock file when the environment is up to date.
$(VENV)/.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "onrecord needs Python 3.11 or newer, found $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.stamp
	$(BIN)/onrecord demo

test: $(VENV)/.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.stamp
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs build/site
	@echo "the site is build/site/index.html"

bench: $(VENV)/.stamp
	$(BIN)/python bench/words_per_second.py
	$(BIN)/python bench/startup.py

bench-batch: $(VENV)/.stamp
	$(BIN)/python bench/batches.py

soak: $(VENV)/.stamp
	cd tests && $(CURDIR)/$(BIN)/python -m soak

eval: $(VENV)/.stamp
	$(BIN)/onrecord eval all $(GOLD)
	$(BIN)/onrecord eval own gold
	$(BIN)/onrecord eval status gold
	$(BIN)/onrecord eval places gold
	$(BIN)/onrecord eval claims gold/claims
	$(BIN)/onrecord eval events training/events
	$(BIN)/onrecord eval articles $(GOLD)

gate: $(VENV)/.stamp
	$(BIN)/onrecord gate $(GOLD)

# Needs the extra: .venv/bin/pip install -e .[train]. Half an hour on two cores.
train-attribution: $(VENV)/.stamp
	$(BIN)/onrecord train attribution $(GOLD)/polnear --out src/onrecord/attribute/model

# Needs the extra: .venv/bin/pip install -e .[train]. Half an hour on two cores.
train-events: $(VENV)/.stamp
	$(BIN)/onrecord train events --out src/onrecord/code_events/model \
		--plover $(GOLD)/plover/plv_train.tsv --negatives $(GOLD)/ecb \
		--coded $(GOLD)/plover/gsr_open.jsonl --ordinary $(GOLD)/stories/articles_open.jsonl \
		--articles $(GOLD) --epochs 4 --hold-out 12

lock:
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

clean:
	rm -rf $(VENV) build dist
