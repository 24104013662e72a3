# Words; each is a line or two that calls cargo, xtask or the product. Logic lives in infra/xtask.
# CARGO_TARGET_DIR is obeyed everywhere. Arguments: make run LISTEN=127.0.0.1:9000 DATA=/some/dir

CARGO   ?= cargo
LISTEN  ?= 127.0.0.1:8080
DATA    ?= ./data
TARGET  := $(or $(CARGO_TARGET_DIR),target)
PRODUCT := $(TARGET)/release/ledgerstone
XTASK   := $(CARGO) xtask

.DEFAULT_GOAL := help
.PHONY: help run build test check dev bless e2e bench prove verify rebuild timings setup

help: ## these lines
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: build ## build everything, load the demonstration data, serve it on LISTEN
	@mkdir -p $(DATA)
	@echo "Ledgerstone will be at http://$(LISTEN) when it says so."
	$(PRODUCT) serve --demo --listen $(LISTEN) --data-dir $(DATA)

build: ## the release binary with the frontend inside, at target/release/ledgerstone
	$(XTASK) setup --run
	$(XTASK) web --release
	$(CARGO) build --release -p ledgerstone

test: ## everything that continuous integration runs; ends with 'N passed, N failed'
	$(XTASK) test

check: ## what to run before a commit, cheapest first, stops at the first fault
	$(CARGO) fmt --all --check
	$(XTASK) tidy
	$(CARGO) nextest run -p domain
	$(CARGO) clippy --workspace --all-targets -- -D warnings

dev: ## server and frontend on 127.0.0.1:8080, rebuilt when a file changes
	$(XTASK) dev

bless: ## accept snapshots, regenerate the schema; then read the diff
	$(XTASK) bless

e2e: ## the browser journeys alone; one of them: cargo xtask e2e specs/smoke.spec.ts
	$(XTASK) e2e

bench: build ## durable appends, as-of lists and blast radius on a large log, bundle sizes
	$(PRODUCT) bench

prove: ## the long forms of the tests: fifty kills on each engine, thousands of generated cases, a large register
	$(XTASK) prove

verify: build ## check every leaf, hash, root and signature of the log in DATA
	$(PRODUCT) verify --data-dir $(DATA)

rebuild: build ## drop the views in DATA and fold them again from the log
	$(PRODUCT) rebuild --data-dir $(DATA)

timings: ## measure the edit loops, for CONTRIBUTING.md
	$(XTASK) timings

setup: ## install what is missing for building and testing
	$(XTASK) setup
