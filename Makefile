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
.PHONY: help install train chat test unit conversations stories understand-report bench format check lock clean

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
  $(shell find advisor/understanding advisor/rasa_parts advisor/facts -type f -not -name '*.pyc' 2>/dev/null)

$(MODEL): $(INSTALLED) $(LEARNT_FROM)
	$(RASA) train --quiet --fixed-model-name adviser --out models
	@touch $@

train: $(MODEL)  ## train the assistant

chat: $(MODEL)  ## install, train, and chat in the shell
	@.venv/bin/advisor chat

test: check unit conversations stories  ## install, train, and run every check and test

unit: $(MODEL)  ## unit, property and conversation tests of the code
	$(PY) -m pytest tests

conversations: $(MODEL)  ## play every scenario against the trained assistant
	.venv/bin/advisor rehearse tests/conversations

stories: $(MODEL)  ## Rasa's own story tests
	$(RASA) test core --quiet --model $(MODEL) --stories tests/test_stories.yml --e2e \
	  --fail-on-prediction-errors --out results

understand-report: $(MODEL)  ## how well messages are understood, on held-out ones
	$(PY) bench/understand_report.py

bench: $(MODEL)  ## measure speed and the interview; see bench/README.md
	$(PY) bench/assess.py
	$(PY) bench/interview.py
	$(PY) bench/turn.py

format: $(INSTALLED)  ## format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix --quiet .

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
	rm -rf .venv .tools .rasa models/*.tar.gz results
