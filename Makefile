# Two commands do everything: `make` validates and builds, `make test` tests. Both make their own environment.
PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The articles are not in the package; where they lie beside it, every span is checked against them.
TEXTS := $(wildcard ../shared/texts)
PACKAGE := $(shell find data schemas scripts -type f -not -name '*.pyc') datapackage.json pyproject.toml

# all: validate the package, check format and codebook, build the wheel
all: build/.validated build/.wheel

# test: install what the tests need, then style, types and every test
test: .venv/.test chromium build/csv-spectrum
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile

# conformance: every package of tests/broken on polars and on Sail, of which `make test` compares a third
conformance: .venv/.test
	$(BIN)/pytest --every-package tests/spark/test_conformance.py

SPARK_TESTS ?= tests/spark
# test-spark: the tests of scale/ on a Spark of this machine, which `make test` runs on Sail; all take 12 minutes of processor time
test-spark: .venv/.test .venv-spark/.done java
	$(SPARK) SPARK_CONF_DIR=$(CURDIR)/tests/spark $(BIN)/pytest --remote 'local[2]' --every-package $(SPARK_TESTS)

# release: build the folder and the zip of the release in dist/, and check them
release: .venv/.test
	$(BIN)/legitimate-targets release

# chromium: the browser that the tests of the page drive, from the distribution's packages where it is missing
chromium:
	@command -v $@ >/dev/null || (apt-get update && apt-get install --yes --no-install-recommends $@) \
	  || (echo "the tests of the page need the command $@, and it could not be installed" >&2; exit 1)

# java: what Spark runs on, from the distribution's packages where it is missing
java:
	@command -v $@ >/dev/null || (apt-get update && apt-get install --yes --no-install-recommends openjdk-17-jre-headless) \
	  || (echo "the tests on Spark need the command $@, and it could not be installed" >&2; exit 1)

# build/csv-spectrum: the CSV files of that npm package, which the tests read; npm from the distribution where it is missing
SPECTRUM := csv-spectrum-2.0.0
SPECTRUM_SHA256 := 002a6a938bf51ceb26af7b760f5c1b54baca4820b0e9142f135619210c93d021
build/csv-spectrum:
	@command -v npm >/dev/null || (apt-get update && apt-get install --yes --no-install-recommends npm) \
	  || (echo "the tests need the command npm to fetch $(SPECTRUM), and it could not be installed" >&2; exit 1)
	mkdir -p $@.part
	npm pack --silent --pack-destination $@.part $(subst spectrum-,spectrum@,$(SPECTRUM))
	echo "$(SPECTRUM_SHA256)  $@.part/$(SPECTRUM).tgz" | sha256sum --check --quiet
	tar -xzf $@.part/$(SPECTRUM).tgz -C $@.part
	mv $@.part $@

# crash: kill every command that writes more than 200 times in all, run it without room, and beside its like
crash: .venv/.test
	$(BIN)/python -m tests.support.kill_at_write killed 20
	$(BIN)/python -m tests.support.kill_at_write full
	$(BIN)/python -m tests.support.kill_at_write rival

# figures: draw the charts of the README again
figures: .venv/.test
	for name in matrix numbers; do $(BIN)/legitimate-targets figure $$name --out charts/$$name.svg; done

# bench: `validate` beside others on the package and on generated tables, `suggest` beside others; BENCH=--slow for all
bench: .venv-bench/.done
	.venv-bench/bin/python -m benchmarks.validate.package
	.venv-bench/bin/python -m benchmarks.validate.rows $(BENCH)
	.venv-bench/bin/python -m benchmarks.suggest

# mutate: change every rule, damage every table, draw 10,000 packages; fails where the proof or `validate` misses one
mutate: .venv/.test
	$(BIN)/python -W ignore::FutureWarning -m tests.mutation $(MUTATE)

# bench-scale: time, memory, jobs and traffic of `validate` over 10^5 to 10^7 quotes, on polars, Sail and Spark
bench-scale: .venv/.test .venv-spark/.done java
	$(SPARK) $(BIN)/python -m benchmarks.scale

# codebook: write data/README.md anew from schemas, vocabulary, rules and tables
codebook: .venv/.base
	$(BIN)/legitimate-targets codebook

# readme: write the outputs in README.md anew
readme: .venv/.test
	$(BIN)/python -m tests.support.readme

# lock: resolve the lock files anew, with the hashes of all files and without an index address
lock: .venv/.base
	$(PIP) install uv
	$(LOCK) --extra test --extra check --output-file requirements-test.lock pyproject.toml
	$(LOCK) --extra build --extra derive --constraint requirements-test.lock --output-file requirements.lock pyproject.toml
	$(LOCK) --extra bench --constraint requirements-test.lock --output-file requirements-bench.lock pyproject.toml

# clean: remove what these targets made
clean:
	rm -rf .venv .venv-bench build dist

SPARK = SPARK_HOME=$$(echo $(CURDIR)/.venv-spark/lib/python*/site-packages/pyspark) \
  PYSPARK_PYTHON=$(CURDIR)/.venv-spark/bin/python

LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal \
  --python-version 3.11 --custom-compile-command "make lock"

.venv/.base: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/.test: .venv/.base requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	touch $@

.venv-bench/.done: requirements-bench.lock pyproject.toml
	test -d .venv-bench || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-bench.lock
	.venv-bench/bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	touch $@

# A whole Spark has the same module as the client of the tests, so that it has an environment of its own.
.venv-spark/.done: .venv/.base requirements-spark.lock
	test -d .venv-spark || $(BIN)/python -m venv .venv-spark
	.venv-spark/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-spark.lock
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

.PHONY: all test conformance crash test-spark chromium java figures release bench bench-scale mutate codebook readme lock clean
