# Everything that CI runs. Needs only make and Python 3.11 or newer; `make PYTHON=...` picks one.

PYTHON ?= python3
VENV := .venv
# Tools are run as `python -m`, which also works when the folder has been moved.
ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif
WHEEL_PY := $(subst $(VENV)/,$(VENV)/wheel/,$(PY))
READY := $(VENV)/.ready
SITE_READY := $(VENV)/.site-ready

export MPLBACKEND := Agg
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo publish docs site linkcheck format recount check test metadata fuzz interop soak determinism pictures paper browser vendor references bench mutate build wheel-test lock lock-check sbom clean

help:  ## list the targets
	@echo "Usage: make TARGET [PYTHON=python3.12]"
	@echo
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

install: $(READY)  ## make the environment .venv, with elecdata in place and all tools

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "elecdata needs Python 3.11 or newer, and '$(PYTHON)' is not; try: make PYTHON=python3.12 install" >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed, most likely for want of ensurepip. On Debian and Ubuntu run" >&2; \
		echo "'apt install python3-venv', or name another Python: make PYTHON=/path/to/python3 install" >&2; \
		exit 1; }

# pip reads dependency groups since 25.1.
$(READY): pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --upgrade "pip>=25.1"
	$(PY) -m pip install --quiet --editable . --group dev
	@touch $(READY)

demo: $(READY)  ## rebuild and validate the tables, print a comparison, draw docs/figures
	$(PY) scripts/publish.py
	$(PY) -m elecdata validate data/raw
	$(PY) -m elecdata validate data/processed
	$(PY) -m elecdata compare seat_share_pct
	$(PY) scripts/figures.py

publish: $(READY)  ## make data/processed from data/raw
	$(PY) scripts/publish.py

docs: $(READY)  ## make the pages of docs/ that follow from the code
	$(PY) scripts/docs.py

$(SITE_READY): pyproject.toml | $(READY)
	$(PY) -m pip install --quiet --group docs
	@touch $(SITE_READY)

site: $(SITE_READY)  ## build the documentation as a site into build/site, and check it
	rm -rf build/site docs/api docs/pictures
	$(PY) -m sphinx -W --keep-going -n -E -q -b html -d build/doctrees docs build/site
	$(PY) -m pytest -q tests/project/site.py

linkcheck: $(SITE_READY)  ## ask whether the addresses that the site links to still answer
	$(PY) -m sphinx -q -b linkcheck -d build/doctrees docs build/linkcheck

format: $(READY)  ## give code and coding sheets their shape
	$(PY) -m ruff format
	$(PY) -m ruff check --fix
	$(PY) scripts/format_raw.py

recount: $(READY)  ## count anew what the coding sheets hold, after a wanted change; prints what changed
	$(PY) -m elecdata format data/raw --recount

check: $(READY)  ## style, types, workflows, shape of the sheets, freshness of tables and pages
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	$(PY) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(PY) -m check_jsonschema --builtin-schema vendor.github-actions action.yml
	$(dir $(PY))zizmor --offline --quiet .github action.yml
	$(PY) scripts/format_raw.py --check
	$(PY) scripts/publish.py --check
	$(PY) scripts/docs.py --check
	$(PY) scripts/changes.py --check

# A file stays with one process, which makes what its tests share once.
test: $(READY)  ## run all tests and docstring examples
	$(PY) -m pytest -n auto --dist loadfile

metadata: $(READY)  ## let other programs read the tables by their descriptions
	$(PY) scripts/check_metadata.py

fuzz: $(READY)  ## feed the readers with hostile input (FUZZ=--inputs=2000000 for more)
	$(PY) scripts/fuzz.py $(FUZZ)

interop: $(READY)  ## tests that need Spark, Dask, R or LibreOffice
	$(PY) -m pytest -m interop tests

soak: $(READY)  ## kill, crowd, fill and vary: tests of crashes, threads, memory and many examples (SOAK=--quick for fewer loads)
	$(PY) -m pytest -m soak tests
	$(PY) -m pytest -n auto -m hypothesis --hypothesis-profile=thorough tests
	$(PY) scripts/soak.py $(SOAK)

determinism: $(READY)  ## the same tables, wheel and sdist under other libraries and systems
	$(PY) scripts/determinism.py

pictures: $(READY)  ## draw every picture of every election, narrow and wide, and look for texts without room
	$(PY) -m pytest -n auto -m pictures tests/plot

paper: $(READY)  ## make the reproducible paper of examples/paper, and run its notebook
	$(PY) examples/paper/make_paper.py
	$(PY) examples/paper/run_notebook.py
	$(PY) -m pytest -m paper tests

browser: $(READY)  ## read the explorer in Chromium: every view, by mouse and keyboard
	$(PY) -m pytest -n auto -m browser tests/explorer

vendor: $(READY)  ## renew the scripts of others that the explorer ships (VERSIONS.json says which)
	$(PY) scripts/vendor.py

references: $(READY)  ## draw the reference images of tests/plot anew
	$(PY) scripts/references.py

bench: $(READY)  ## print the ratios that the project promises to keep (BENCH=--quick for few rows)
	$(PY) scripts/bench.py $(BENCH)
	$(PY) scripts/bench_plot.py

mutate: $(READY)  ## damage copies of the data, count what the checks notice (MUTATE=--quick for a sample)
	$(PY) scripts/mutate.py $(MUTATE)

build: $(READY)  ## sdist, and the wheel from it, into dist/
	rm -rf dist
	$(PY) -m build --no-isolation  # with the hatchling of the environment, which the lock file names

wheel-test: build  ## install the wheel alone, away from the checkout, and use it
	$(PY) tests/project/wheel.py dist

# The lock names no place to download from: pip and uv use the one they are set up with.
LOCK := $(PY) -m uv pip compile pyproject.toml --group dev --group supply --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --quiet --custom-compile-command "make lock"

# Fails when something of the lock would have to be compiled; two packages are sources alone, of Python.
WHEELS := $(PY) -m uv pip compile requirements-dev.txt --no-deps --quiet --output-file /dev/null \
	--only-binary :all: --no-binary jsonpath-rw --no-binary pyspark

lock: $(READY)  ## write requirements-dev.txt anew: newest tools and libraries, with their hashes
	$(PY) -m pip install --quiet --group supply
	$(LOCK) --upgrade --output-file requirements-dev.txt

lock-check: $(READY)  ## requirements-dev.txt answers all that pyproject.toml asks for, on every system
	$(PY) -m pip install --quiet --group supply
	cp requirements-dev.txt $(VENV)/requirements-dev.txt
	$(LOCK) --output-file $(VENV)/requirements-dev.txt
	cmp requirements-dev.txt $(VENV)/requirements-dev.txt
	for version in 3.11 3.14; do \
		for system in x86_64-unknown-linux-gnu aarch64-apple-darwin x86_64-pc-windows-msvc; do \
			$(WHEELS) --python-version $$version --python-platform $$system || exit 1; \
		done; \
	done

# The environment has no pip, which would be listed too; and the bill knows only a version that is written out.
sbom: build  ## bill of materials of the wheel and what it is installed with, into dist/
	$(PY) -m pip install --quiet --group supply
	$(PY) -m venv --clear --without-pip $(VENV)/wheel
	$(PY) -m pip --python $(WHEEL_PY) install --quiet dist/*.whl
	version=$$($(PY) -c 'import elecdata; print(elecdata.__version__)') && \
		sed "s/^dynamic = .*/version = \"$$version\"/" pyproject.toml > $(VENV)/wheel.toml
	$(PY) -m cyclonedx_py environment --pyproject $(VENV)/wheel.toml --mc-type library \
		--output-reproducible --output-file dist/elecdata.cdx.json $(WHEEL_PY)

clean:  ## remove environment, caches and builds
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
