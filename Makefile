# `make run` and `make test` need only python3 (3.11 or newer) and make. `make` alone lists everything.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PYTHON
PY := .venv/bin/python
STRICT = kurultay/kit $(shell find kurultay \( -name tests -o -name kit \) -prune -o \( -name actions.py -o -name rules.py -o -path '*/actions/*.py' -o -path '*/rules/*.py' \) -print)
# Whole lines of one check stay together where this make can do that.
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# A check that holds says nothing.
quietly = said=$$($(1) 2>&1) || { printf '%s\n' "$$said"; exit 1; }
CHECKS := ruff format imports house templates types migrations docs
.PHONY: help run test thorough check fix measure bench lock shots browser $(CHECKS:%=check-%)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | while IFS='	' read -r name about; do printf '  make %-9s %s\n' "$$name" "$$about"; done

run: ## serve the record at http://127.0.0.1:8000/, with the example record in an empty database
	@tools/bootstrap run && exec $(PY) -m kurultay serve

test: ## every quick test; ARGS="-k name" narrows it
	@tools/bootstrap test && exec $(PY) -m pytest -n auto --maxprocesses 8 -m 'not browser and not bench and not thorough' --ignore tests/browser $(ARGS)

thorough: ## the tests that take long: three hundred rows, every address for every reader
	@tools/bootstrap test && exec $(PY) -m pytest -n auto --maxprocesses 8 -m thorough --ignore tests/browser $(ARGS)

check: ## everything that is checked without running the product, side by side
	@tools/bootstrap check && exec $(MAKE) -k -j 4 $(TOGETHER) $(CHECKS:%=check-%)

check-ruff:
	@$(PY) -m ruff check --quiet .
check-format:
	@$(PY) -m ruff format --check --quiet . || { echo 'format: make fix puts these files in order:'; $(PY) -m ruff format --check . ; }
check-imports:
	@$(call quietly,$(PY) .venv/bin/lint-imports --no-logo)
check-house:
	@$(PY) -m pytest -q -p no:xdist tests/house
check-templates:
	@$(call quietly,$(PY) -m djlint kurultay --lint --quiet)
check-types:
	@$(call quietly,$(PY) -m mypy --no-error-summary $(STRICT))
check-migrations:
	@$(call quietly,$(PY) manage.py makemigrations --check --dry-run)
check-docs:
	@$(PY) tools/docs.py --check

fix: ## put code into the house's format
	@tools/bootstrap check
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

measure: ## the budgets of the code: what holds and what is over
	@tools/bootstrap run && exec $(PY) tools/measure.py $(ARGS)

bench: ## generate a large record and measure the pages on it
	@tools/bootstrap run && exec $(PY) -m bench $(ARGS)

browser: ## the browser pass: keyboard, accessibility, widths (needs Chromium)
	@tools/bootstrap browser && exec $(PY) -m pytest -m browser tests/browser $(ARGS)

shots: ## pictures of the main pages in shots/ (needs Chromium)
	@tools/bootstrap browser && exec $(PY) tools/shots.py $(ARGS)

lock: ## write locks/ from pyproject.toml; UPGRADE=1 takes the newest versions
	@tools/lock
