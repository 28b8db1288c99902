# GNU make 3.81 (macOS) is enough, and the folder's name may hold spaces: every path here is relative.
# To use the assistant, `make run` is all; the rest is for those who work on it (see CONTRIBUTING.md).

SHELL = /bin/sh
# The interpreter to use, if not the first one found that is recent enough: make PYTHON=python3.12 run
PYTHON =
# How many processes run the tests; what pytest and uv get besides.
WORKERS = 2
PYTEST_ARGS =
UV_ARGS =

PY = .venv/bin/python
COMPILE = uv pip compile --quiet --no-config --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make lock' $(UV_ARGS)

.PHONY: help run test tests lint bench pictures format lock clean setup-run setup-dev

help: ## affiche cette aide
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s%s\n", $$1, $$2 }' Makefile

run: setup-run ## installe ce qu'il faut et ouvre l'application (sans terminal : joue la démonstration)
	@if [ -t 0 ] && [ -t 1 ]; then $(PY) -m assistant; else $(PY) -m assistant demo; fi

test: lint tests ## vérifie tout : style, types, contrats entre modules, tests

# What pytest compiles is kept, whatever the environment says: each worker would do it again, and takes seconds at it.
tests: setup-dev ## lance les tests seuls
	PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

lint: setup-dev ## vérifie le style, les types et les contrats entre modules
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: setup-run ## mesure les temps et la mémoire
	$(PY) benchmarks/run.py

pictures: setup-dev ## dessine les écrans de l'application pour le README et les guides
	$(PY) -m benchmarks.pictures

format: setup-dev ## met le code en forme
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: ## recalcule requirements/*.lock avec uv (UV_ARGS=--upgrade : tout mettre à jour)
	@command -v uv >/dev/null || { echo "« uv » est introuvable : installez-le avec « pip install uv »." >&2; exit 1; }
	$(COMPILE) --extra serve --group build -o requirements/run.lock pyproject.toml
	$(COMPILE) --extra serve --group dev -c requirements/run.lock -o requirements/dev.lock pyproject.toml

clean: ## efface .venv, les caches des outils et les paquets construits (jamais vos dossiers)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup-run setup-dev: setup-%:
	@sh requirements/setup.sh $* '$(PYTHON)'
