# One command for each thing one does here. `make` lists them; ARGS hands options on,
# as in `make report ARGS="--study ../reports-2026"`.

# The first Python that is new enough, asked only when the set-up runs. Another one: make report PYTHON=...
PYTHON ?= $(shell for p in python3 python python3.12 python3.11 python3.13; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
# auto takes uv if it is there, otherwise pip
INSTALLER ?= auto
JOBS ?= 2

ifeq ($(OS),Windows_NT)
RUN := .venv/Scripts/python.exe
else
RUN := .venv/bin/python
endif
SET_UP = @$(or $(PYTHON),python3) tools/set_up.py --installer $(INSTALLER)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

# In the locale C Python could not read the Chinese name of a folder that this one lies in.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev build report test quality bench lint lab lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## .venv with the locked requirements and this package (every target below does it when needed)
	$(SET_UP)

setup-dev: setup ## the same, and the tools for testing
	$(SET_UP) --dev

build: setup ## seeds/ -> corpus/: clean, read metadata, segment, match
	$(RUN) -m liangwen build $(ARGS)

report: setup ## corpus/, tables/, figures/ and report/, all of it
	$(RUN) -m liangwen report $(ARGS)

test: setup-dev ## every test, with the examples in the docstrings (one file: make test ARGS=tests/test_edits.py)
	MPLBACKEND=Agg $(RUN) -m pytest -n $(JOBS) $(ARGS)

quality: setup-dev ## accuracy against what a person read, case by case, and over all real texts at hand
	LIANGWEN_ALL=1 MPLBACKEND=Agg $(RUN) -m pytest tests/quality -v -s $(ARGS)

# TEXTS: a folder of text files, or JSON lines with a text each. RIVALS: the Python of the other tools
# (pip install -r benchmarks/scale/rivals.txt there); without it only what is installed here is asked.
TEXTS ?= seeds
RIVALS ?= $(RUN)
bench: setup-dev ## the whole build against other tools, into docs/performance.md (TEXTS=… RIVALS=… ARGS="--megabytes 1 10")
	$(RUN) -m benchmarks.scale $(TEXTS) --rivals $(RIVALS) --out docs/performance.json $(ARGS)
	$(RUN) -m benchmarks.scale.page docs/performance.json docs

lint: setup-dev ## style and types: ruff, mypy
	$(RUN) -m ruff check .
	$(RUN) -m mypy

lab: setup ## JupyterLab on the notebooks
	$(RUN) -m liangwen lab $(ARGS)

# The runtime lock first: the development tools are resolved around it and cannot move it.
# What is pinned stays pinned where it can; newer versions come with ARGS=--upgrade.
lock: ## compile requirements*.in into requirements*.txt (needs uv; newer versions: ARGS=--upgrade)
	$(LOCK) $(ARGS) --output-file requirements.txt requirements.in
	$(LOCK) $(ARGS) --constraints requirements.txt --output-file requirements-dev.txt requirements-dev.in

# tables/*.csv and figures/**/*.png are the study's published state: the next report compares with them.
clean: ## remove what was made and is not committed (.venv stays)
	rm -rf corpus report .liangwen .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f tables/*.xlsx tables/*.dta tables/*.parquet
	if [ -d figures ]; then find figures -name '*.svg' -delete; fi
