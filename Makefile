# The environment is made in .venv from pyproject.toml alone; another Python: make PYTHON=python3.12 test
PYTHON ?= python3

.PHONY: crawl test check kill fuzz bench-extraction bench-archive bench-duplicates bench-reextract docs clean

crawl: .venv/ready  ## crawl the two sample portals into a new archive, data/sample-archive
	.venv/bin/congtin sample --crawl

test: .venv/ready-test check  ## style, types and all tests
	.venv/bin/pytest -n auto

check: .venv/ready-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

kill: .venv/ready-test  ## fifty crawls killed at as many places, instead of the suite's five
	CONGTIN_KILLS=50 .venv/bin/pytest tests/crawl/test_kill.py tests/pipelines/archive/test_kill.py tests/pipelines/arrival/test_kill.py

MINUTES ?= 30
fuzz: .venv/ready-fuzz  ## coverage-guided fuzzing of the reading of pages; MINUTES=30
	mkdir -p build/fuzz
	.venv/bin/python tests/fuzz/read_page.py build/fuzz tests/fuzz/corpus \
		-max_total_time=$$(($(MINUTES) * 60)) -max_len=60000 -timeout=20 -rss_limit_mb=2500

bench-extraction: .venv/ready-bench  ## extraction beside its floors and peers; DATASET=FOLDER for other pages
	.venv/bin/python benchmarks/extraction.py $(if $(DATASET),--dataset $(DATASET))

bench-archive: .venv/ready-test  ## the archive at N articles (1,000,000), in a temporary folder; PAGES=PATH of saved pages
	.venv/bin/python -m benchmarks.archive $(N) $(if $(PAGES),--pages $(PAGES)) $(if $(PARTS),--parts $(PARTS))

bench-duplicates: .venv/ready-test  ## which copies are found among real bodies and notices of one form; PAGES=PATH of saved pages
	.venv/bin/python -m benchmarks.duplicates $(if $(PAGES),--pages $(PAGES))

bench-reextract: .venv/ready-bench  ## pages a second beside trafilatura, two processes beside one; PAGES=PATH for other pages
	.venv/bin/python -m benchmarks.reextract $(if $(PAGES),--pages $(PAGES))

docs: .venv/ready-test  ## what is made from the code: commands, schema, families
	for name in cli schema portals; do .venv/bin/python tools/$${name}_reference.py > docs/$$name.md; done

.venv/ready: pyproject.toml tools/setup.py
	$(PYTHON) tools/setup.py .venv
	touch $@

.venv/ready-test: pyproject.toml tools/setup.py
	$(PYTHON) tools/setup.py .venv test
	touch $@ .venv/ready

.venv/ready-fuzz: pyproject.toml tools/setup.py
	$(PYTHON) tools/setup.py .venv fuzz
	touch $@

.venv/ready-bench: pyproject.toml tools/setup.py
	$(PYTHON) tools/setup.py .venv bench
	touch $@ .venv/ready

clean:
	rm -rf .venv data/sample-archive .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
