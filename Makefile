# make demo   the demo portal, served and crawled on this machine
# make test   every test and check
# make quick  the pure parts in seconds: no server, no subprocess
# make fix    format the code and repair what ruff can repair
# make bench  what a page costs on two sites, beside bare Scrapy, conventional spiders, Fundus and Trafilatura (half an hour)
# make mutants  writes faults into loaders, dataset and pipelines, and prints those that no test notices
# make test-browser pictures  report and browse in a real Chromium
# make torture  hundreds of kills, 5,000 mutated datasets, thirty virtual days (an hour), then 'make mutants'
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A venv is complete when its stamp is newer than what it was made from.
CORE := $(VENV)/.core-stamp
DEV := $(VENV)/.dev-stamp

# Tests of pure functions: bytes in, records out.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -q --dist worksteal
QUICK := tests/extraction tests/items tests/loaders tests/pages tests/pipelines tests/portals tests/spidermiddlewares \
	tests/walls tests/test_clock.py tests/test_text.py tests/test_urls.py

.PHONY: demo test collected quick fix lint bench mutants test-browser torture clean

demo: $(CORE)
	$(BIN)/scrapy demo

# Tests wait for servers and processes most of the time: three at once a core. Lint needs one core of two for the time in
# which pytest reads all tests, and both must pass.
test: $(DEV)
	$(MAKE) --jobs=2 lint collected
	$(PYTEST) -n $$(( 3 * $$(getconf _NPROCESSORS_ONLN) ))

# Compiled files are kept, where the environment says otherwise, too: else each of hundreds of processes compiles all.
collected: $(DEV)
	@$(PYTEST) --collect-only -qq >$(VENV)/collected.txt || (cat $(VENV)/collected.txt; false)

quick: $(DEV)
	$(PYTEST) -n auto $(QUICK)

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(DEV) .venv-fundus
	$(BIN)/python -m benchmarks

# Fundus needs an older lxml, and a curl_cffi from before 0.14, which its release does not name.
.venv-fundus:
	$(PYTHON) -m venv $@.part
	$@.part/bin/python -m pip install --quiet --disable-pip-version-check fundus==0.5.7 curl_cffi==0.13.0
	mv $@.part $@

mutants: $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[mutation]'
	$(BIN)/python -m tests.mutants $(MUTANTS)

test-browser: $(DEV)
	command -v chromium >/dev/null || apt-get install -y chromium fonts-noto-cjk
	$(BIN)/pytest -q -m browser tests/browse

pictures: $(DEV)
	$(BIN)/python -m benchmarks.pictures docs/pictures

torture: $(DEV)
	$(BIN)/pytest -q -n auto --dist worksteal -m torture
	$(MAKE) mutants

$(CORE): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(DEV): pyproject.toml $(CORE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
