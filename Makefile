# Recipes of ansinh. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help env test-env demo serve test test-spark lint lock bench messages clean browser

VENV := .venv
BIN := $(VENV)/bin
# Python 3.11 is what every machine of ours has; PYTHON=python3.13 tries a newer one.
PYTHON ?= python3

help: ## list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

$(VENV)/bootstrap:
	@scripts/bootstrap $(PYTHON) $(VENV)

$(VENV)/app.stamp: $(VENV)/bootstrap requirements/app.txt pyproject.toml
	@scripts/install $(VENV) requirements/app.txt
	@touch $@

$(VENV)/test.stamp: $(VENV)/app.stamp requirements/test.txt
	@scripts/install $(VENV) requirements/test.txt
	@touch $@

env: $(VENV)/app.stamp ## prepare .venv (the command is then .venv/bin/ansinh)

test-env: $(VENV)/test.stamp ## the same with what the tests need

demo: env ## make the demonstration city and serve it on http://127.0.0.1:8000
	@$(BIN)/ansinh demo

serve: env ## serve what is there
	@$(BIN)/ansinh serve

lint: test-env ## style and the house's contracts
	@$(BIN)/ruff check src tests scripts
	@$(BIN)/ruff format --check src tests scripts
	@$(BIN)/lint-imports

browser:
	@scripts/browser

test: lint browser ## everything that CI runs
	@ANSINH_HOME="$(CURDIR)/data/tests" $(BIN)/pytest -n 2 --dist loadfile

test-spark: test-env ## the parity of DuckDB and Spark (downloads 400 MB, needs Java 17)
	@scripts/install $(VENV) requirements/spark.txt
	@ANSINH_HOME="$(CURDIR)/data/tests" $(BIN)/pytest -m spark

messages: test-env ## collect the texts to translate and compile the translations
	@$(BIN)/python scripts/messages.py

lock: $(VENV)/bootstrap ## resolve the requirements again
	@scripts/lock $(VENV)

bench: env ## the long measures of docs/performance.md
	@for what in generate month law pages; do $(BIN)/ansinh bench $$what; done

clean: ## remove the environment and the demonstration's data
	rm -rf $(VENV) data
