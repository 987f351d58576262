# make deploy            deploy every environment into an AWS on this machine and check what stands there
# make deploy ENV=NAME   deploy one environment to AWS, after showing the difference and asking
# make test              every static check and the whole test suite
# make synth             the templates of all environments, validated by CDK and cdk-nag

.DEFAULT_GOAL := help
.PHONY: help setup deploy synth test reference lint requirements promtool clean

PYTHON ?= python3
BIN := .venv/bin
SETUP := .venv/.complete
PROMTOOL := .cache/promtool/promtool
# Node.js comes with the virtual environment; nothing else of that name is used.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# SPECS=DIR takes other specs than alarm_specs.
SPECS ?= alarm_specs

help: ## show this help
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(SETUP) ## install what the project needs, into .venv and node_modules

# uv installs in seconds what takes pip a minute; pip does where uv is not to be had.
$(SETUP): requirements.txt pyproject.toml package-lock.json
	@echo "Setting up .venv and node_modules ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "error: Python 3.11 or later is needed (make PYTHON=python3.12)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null; then \
		$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt && \
		$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .; \
	fi
	@$(BIN)/npm ci --loglevel=error --no-audit --no-fund --no-update-notifier >/dev/null
	@touch $@
	@echo "Set up. Next: make deploy, or . $(BIN)/activate and eventflow-monitoring --help"

# Only `make deploy ENV=NAME` means AWS: shells have a variable of this name too. An empty one is an
# error, for a pipeline whose variable is not set must not pass without deploying.
deploy: $(SETUP) ## deploy: into an AWS on this machine, or with ENV=NAME to AWS
ifeq ($(origin ENV),command line)
	@$(BIN)/eventflow-monitoring deploy "$(ENV)" --specs $(SPECS)
else
	@$(BIN)/eventflow-monitoring rehearse --specs $(SPECS)
endif

synth: $(SETUP) ## write and validate the templates of all environments
	@$(BIN)/eventflow-monitoring synth --specs $(SPECS)

lint: $(SETUP) ## every static check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache

reference: $(SETUP) ## rewrite docs/reference, and the queries in docs/runbooks
	@UPDATE_REFERENCE=1 $(BIN)/pytest --quiet tests/reference

test: lint ## every static check and the whole test suite
	@$(BIN)/pytest --quiet

# promtool comes out of Debian's package, which is not installed: it would start a service.
promtool: ## fetch promtool, which simulations are held against (Debian, Ubuntu)
	@command -v promtool >/dev/null || test -x $(PROMTOOL) || { \
		rm -rf $(dir $(PROMTOOL)) && mkdir -p $(dir $(PROMTOOL)) && cd $(dir $(PROMTOOL)) && \
		{ apt-get download -qq prometheus 2>/dev/null || \
			{ apt-get update -qq && apt-get download -qq prometheus; }; } && \
		dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x --strip-components=3 ./usr/bin/promtool && \
		rm prometheus_*.deb; }

requirements: $(SETUP) ## pin the newest versions that pyproject.toml allows
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra development \
		--no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.txt
	@sed -i.old '1i\
	# Everything at one version each: what runs, what the embedded AWS needs, and the checks.\
	# Written by `make requirements` from pyproject.toml.\
	' requirements.txt && rm requirements.txt.old

clean: ## remove everything that was installed or written
	@rm -rf .venv node_modules cdk.out .cache
