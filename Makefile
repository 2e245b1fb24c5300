# Một Cửa. `make run` shows the system, `make test` proves it, `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.ONESHELL:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
# `make run` is always the demonstration: SQLite and files in var/, whatever the environment of the caller says.
# The receipts' QR codes lead to where it is served, unless MOTCUA_PUBLIC_URL says that people reach it by another address.
DEMO := env -u MOTCUA_DATABASE MOTCUA_VAR=var MOTCUA_DEMO=1 DJANGO_SETTINGS_MODULE=motcua.project.settings \
    MOTCUA_PUBLIC_URL=$${MOTCUA_PUBLIC_URL:-http://$(HOST):$(PORT)} MOTCUA_HOSTS=$${MOTCUA_HOSTS:-127.0.0.1,localhost,[::1],$(HOST)}
say = printf '→ %s\n  %s\n' "$(1)" "$(2)"

MESSAGES := $(shell find src -name '*.po' 2>/dev/null)
MIGRATIONS := $(shell find src -path '*/migrations/*.py' 2>/dev/null)
STATIC := $(shell find src -path '*/static/*' -type f 2>/dev/null)

.PHONY: help run test install dev lint format types architecture bench docs lock clean

help: ## what can be done here
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: install var/.messages var/.static var/.migrated var/.demonstration ## the demonstration province on http://127.0.0.1:8000 (HOST=… PORT=…)
	@exec $(DEMO) $(BIN)/motcua run --host $(HOST) --port $(PORT)

test: dev var/.messages ## the whole suite: SQLite, PostgreSQL, browser journeys
	@tools/test

install:
	@tools/install run

dev:
	@tools/install dev

var/.messages: $(MESSAGES)
	@mkdir -p var
	$(call say,Biên dịch bản tiếng Anh của giao diện,Compiling the English messages)
	$(BIN)/motcua messages compile
	touch $@

var/.static: $(STATIC)
	@mkdir -p var
	$(call say,Gom các tệp giao diện,Collecting the pages’ static files)
	$(DEMO) $(BIN)/python -m django collectstatic --no-input --verbosity 0
	touch $@

var/.migrated: $(MIGRATIONS)
	@mkdir -p var
	$(call say,Tạo hoặc nâng cấp cơ sở dữ liệu trong var/,Making or upgrading the database in var/)
	$(DEMO) $(BIN)/python -m django migrate --no-input --verbosity 0
	touch $@

# A load that was interrupted is not mended but begun again: half a province would lie to its visitor.
var/.demonstration: | var/.migrated
	@if [ -e var/.loading ]; then
	    $(call say,Lần nạp trước bị ngắt giữa chừng; làm lại từ đầu,The last load was interrupted; beginning again)
	    rm -f var/motcua.sqlite3 var/motcua.sqlite3-wal var/motcua.sqlite3-shm
	    $(DEMO) $(BIN)/python -m django migrate --no-input --verbosity 0
	fi
	$(call say,Nạp tỉnh mẫu: cơ quan + cán bộ + thủ tục + hồ sơ (chỉ lần đầu),Loading the demonstration province (the first time only))
	touch var/.loading
	$(DEMO) $(BIN)/motcua demo
	touch $@
	rm var/.loading

lint: dev ## style, security and import rules
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit -q -c pyproject.toml -r src
	$(BIN)/lint-imports

format: dev ## put the code into the house's style
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: dev ## mypy --strict
	@$(BIN)/mypy

architecture: dev ## only the tests that keep the house in shape
	@$(BIN)/python -m pytest -q tests/architecture

bench: dev ## the measurements of benchmarks/, as ratios to references of the same run
	@$(BIN)/python -m benchmarks

docs: dev ## check that the guides name only what exists
	@$(BIN)/python -m pytest -q tests/architecture -k "docs or glossary"

lock: dev ## choose versions anew and write both lock files
	@$(BIN)/python -m pip install -q uv
	compile="$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --universal -q"
	$$compile --extra build -o requirements.lock $(ARGS)
	$$compile --extra build --extra dev -c requirements.lock -o requirements-dev.lock $(ARGS)

clean: ## remove what was built; asks before the demonstration data goes
	@rm -rf build dist artefacts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	if [ -d var ]; then
	    read -r -p "Xóa cả dữ liệu trong var/? Delete the data in var/ too? [y/N] " answer || answer=n
	    if [ "$$answer" = y ]; then rm -rf var; fi
	fi
