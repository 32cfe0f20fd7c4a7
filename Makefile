# The commands of this checkout. Each sets up .venv by itself, and again only when the lock changed.
PYTHON ?= python3
BIN := .venv/bin
UV_VERSION := 0.13.9
READY := .venv/.ready
PARTS ?= tests/conventions tests/unit tests/golden
WAYS ?= tests/intake tests/faults tests/flow tests/browser
CHECKERS := tests/browser/node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check night ui texts lock bench clean browser paper

help: ## zeigt diese Übersicht
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "make %-8s %s\n", $$1, $$2}'

$(READY): requirements.lock
	@sh .ci/need $(PYTHON)
	@echo "Umgebung .venv wird eingerichtet …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) paper ## baut Ausgaben aus veröffentlichten Zahlen und, getrennt davon, aus einem erfundenen Netz
	@$(BIN)/kontrakt beispiel
	@$(BIN)/kontrakt lauf 2022 --ohne-druck
	@$(BIN)/kontrakt lauf 2023
	@echo "Dazu ein erfundenes Netz von zehn Städten mit allen Formularen (etwa drei Minuten) …"
	@$(BIN)/kontrakt beispiel --netz var/beispiel --ab 2022
	@KONTRAKT_HOME=var/beispiel $(BIN)/kontrakt lauf 2023 || test $$? = 1

# Two processes, one a core: the single parts beside whole files and runs. The report of the first comes when both are done.
test: check browser paper ## prüft alles (Regeln, Rechnungen, ganzer Weg, Browser)
	@report=$$(mktemp); $(BIN)/python -m pytest $(PARTS) >$$report 2>&1 & parts=$$!; \
		$(BIN)/python -m pytest $(WAYS); ways=$$?; wait $$parts; parts=$$?; \
		cat $$report; rm -f $$report; test $$parts = 0 && test $$ways = 0

check: $(READY) ## Stil, Typen, Abhängigkeiten der Ordner
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

night: $(READY) ## prüft in der Größe einer Nacht (Fehler, Rundreisen, Abbrüche, kaputte Dateien, viele Städte)
	@KONTRAKT_MUTANTS=20000 KONTRAKT_ROUND_TRIPS=5000 KONTRAKT_KILLS=1000 KONTRAKT_FUZZ=10000 KONTRAKT_COPIES=50 \
		$(BIN)/python -m pytest tests/intake tests/faults/test_kills.py tests/flow/test_many_cities.py

ui: $(READY) ## Oberfläche für die Datenverantwortlichen, nur auf diesem Rechner
	@$(BIN)/kontrakt oberflaeche

bench: $(READY) ## misst die Geschwindigkeit als Verhältnis
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/intake.py
	@$(BIN)/python benchmarks/indicators.py
	@$(BIN)/python benchmarks/protection.py
	@$(BIN)/python benchmarks/publication.py

texts: $(READY) ## bringt die Dateien der Übersetzungen (reports/locale) auf den Stand der Seiten
	@$(BIN)/python -m assets.editions.texts

lock: $(READY) ## schreibt requirements.lock neu aus requirements.in
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header requirements.in -o requirements.lock

browser: $(CHECKERS) ## richtet Browser und Prüfprogramme für Seiten ein
	@sh .ci/need chromium
	@sh .ci/need java

paper:
	@sh .ci/need pdf

$(CHECKERS): tests/browser/package-lock.json
	@sh .ci/need node
	@echo "Prüfprogramme für Seiten werden eingerichtet …"
	@npm ci --ignore-scripts --no-audit --no-fund --silent --prefix tests/browser
	@touch $@

clean: ## löscht die Umgebung; Archiv, Datenbank und Ausgaben unter var/ bleiben
	@rm -rf .venv tests/browser/node_modules build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
