# Two commands do everything: `make` validates and builds, `make test` tests. Both make their own environment.
PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The articles are not in the package. If they are in a folder beside it, every span is compared with them.
TEXTS := $(wildcard ../shared/texts)
PACKAGE := $(shell find data schemas scripts -type f -not -name '*.pyc') datapackage.json pyproject.toml

# all: validate the package, check format and codebook, build the wheel
all: build/.validated build/.wheel

# check: style, lint and types, in half a minute
check: .venv/.test
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

# test: check, and every test but the slow ones, in four minutes on two cores
test: check tools
	$(PYTEST) -m "not slow"

# test-slow: the slow tests: killed commands, a browser, the wheel, workbooks, clones, drawn and broken packages
test-slow: .venv/.test tools
	$(PYTEST) -m slow

SPARK_TESTS ?= tests/spark
# test-spark: the tests of spark/ on a Spark of this machine, in place of Sail; they take 12 minutes of processor time
test-spark: .venv/.test .venv-spark/.done java
	$(SPARK) SPARK_CONF_DIR=$(CURDIR)/tests/spark $(BIN)/pytest --remote 'local[2]' $(SPARK_TESTS)

# crash: kill every command that writes, more than 200 times in all, run it on a full disk, and run it beside another one
crash: .venv/.test
	$(BIN)/python -m tests.support.kill_at_write killed 20
	$(BIN)/python -m tests.support.kill_at_write full
	$(BIN)/python -m tests.support.kill_at_write rival

# mutate: change every rule, damage every table, draw 10,000 packages; MUTATE=rules, data or referees for one part
mutate: .venv/.test
	$(BIN)/python -W ignore::FutureWarning -m tests.mutation $(MUTATE)

# tools: a browser and the files of an npm package, which some tests need; without them those tests are left out
tools: chromium build/csv-spectrum

# chromium: the browser that the tests of the page drive, from the distribution's packages if there is none
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { echo "installing chromium with apt-get: the tests of the page drive a browser"; $(APT) chromium; } \
	  || $(call LEFT_OUT,a browser,the tests of the page)

# npm: what fetches the npm package of the tests, from the distribution's packages if it is missing
npm:
	@command -v npm >/dev/null || test -d build/csv-spectrum \
	  || { echo "installing npm with apt-get: the tests read the files of an npm package, csv-spectrum"; $(APT) npm; } \
	  || true

# java: what Spark runs on, from the distribution's packages if it is missing
java:
	@command -v java >/dev/null \
	  || { echo "installing java with apt-get: Spark runs on it"; $(APT) openjdk-17-jre-headless; } \
	  || { echo "the tests on Spark need java, and it could not be installed" >&2; exit 1; }

# build/csv-spectrum: the CSV files of that npm package, which the tests read
SPECTRUM := csv-spectrum-2.0.0
SPECTRUM_SHA256 := 002a6a938bf51ceb26af7b760f5c1b54baca4820b0e9142f135619210c93d021
build/csv-spectrum: | npm
	@rm -rf $@.part && mkdir -p $@.part
	@npm pack --silent --pack-destination $@.part $(subst spectrum-,spectrum@,$(SPECTRUM)) \
	  || $(call LEFT_OUT,the npm package csv-spectrum,the tests of its files)
	@test ! -f $@.part/$(SPECTRUM).tgz || { \
	  echo "$(SPECTRUM_SHA256)  $@.part/$(SPECTRUM).tgz" | sha256sum --check --quiet \
	  && tar -xzf $@.part/$(SPECTRUM).tgz -C $@.part && mv $@.part $@; }

# release: build the folder and the zip of the release in dist/, and check them
release: .venv/.test
	$(BIN)/legitimate-targets release

# figures: draw the charts of the README again
figures: .venv/.test
	for name in matrix numbers; do $(BIN)/legitimate-targets figure $$name --out charts/$$name.svg; done

# bench: `validate` beside others on the package and on generated tables, `suggest` beside others; BENCH=--slow for all
bench: .venv-bench/.done
	.venv-bench/bin/python -m benchmarks.validate.package
	.venv-bench/bin/python -m benchmarks.validate.rows $(BENCH)
	.venv-bench/bin/python -m benchmarks.suggest

# bench-scale: time, memory, jobs and traffic of `validate` over 10^5 to 10^7 quotes, on polars, Sail and Spark
bench-scale: .venv/.test .venv-spark/.done java
	$(SPARK) $(BIN)/python -m benchmarks.scale

# codebook: write data/README.md again, from schemas, vocabulary, rules and tables
codebook: .venv/.base
	$(BIN)/legitimate-targets codebook

# readme: write the outputs in README.md again
readme: .venv/.test
	$(BIN)/python -m tests.support.readme

# lock: resolve the lock files again, with the hashes of all files and without an index address
lock: .venv/.base
	$(PIP) install uv
	$(LOCK) --extra test --extra check --output-file requirements/test.lock pyproject.toml
	$(LOCK) --extra build --extra derive --constraint requirements/test.lock --output-file requirements/base.lock pyproject.toml
	$(LOCK) --extra bench --constraint requirements/test.lock --output-file requirements/bench.lock pyproject.toml
	$(LOCK) --extra spark --constraint requirements/test.lock --output-file requirements/spark.lock pyproject.toml

# clean: remove all that these targets made, environments and caches among it
clean:
	rm -rf .venv .venv-bench .venv-spark build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find benchmarks scripts tests -name __pycache__ -prune -exec rm -rf {} +

PYTEST = $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

APT = apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends

# What is done without a tool: its tests are left out, which pytest says as well. Where CI is set that is a failure.
LEFT_OUT = { echo "$(1) is missing and could not be installed: $(2) are left out" >&2; test -z "$$CI"; }

SPARK = SPARK_HOME=$$(echo $(CURDIR)/.venv-spark/lib/python*/site-packages/pyspark) \
  PYSPARK_PYTHON=$(CURDIR)/.venv-spark/bin/python

LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal \
  --python-version 3.11 --custom-compile-command "make lock"

.venv/.base: requirements/base.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements/base.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/.test: .venv/.base requirements/test.lock
	$(PIP) install --require-hashes -r requirements/test.lock
	touch $@

.venv-bench/.done: requirements/bench.lock pyproject.toml
	test -d .venv-bench || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/bench.lock
	.venv-bench/bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	touch $@

# A whole Spark brings the module of the client that the tests use, so it has an environment of its own.
.venv-spark/.done: .venv/.base requirements/spark.lock
	test -d .venv-spark || $(BIN)/python -m venv .venv-spark
	.venv-spark/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/spark.lock
	touch $@

build/.validated: .venv/.base $(PACKAGE)
	$(BIN)/legitimate-targets validate $(if $(TEXTS),--texts $(TEXTS))
	$(BIN)/legitimate-targets derive --check $(if $(TEXTS),--texts $(TEXTS))
	$(BIN)/legitimate-targets format --check
	$(BIN)/legitimate-targets codebook --check
	mkdir -p build && touch $@

build/.wheel: build/.validated README.md LICENSE LICENSE-DATA
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	touch $@

.PHONY: all check test test-slow test-spark crash mutate tools chromium npm java release figures bench bench-scale codebook readme lock clean
