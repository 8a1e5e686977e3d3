"""``./dev check``: what can be known without running the product."""

import sys
from collections.abc import Iterator
from pathlib import Path

from config.launch.checkout import Checkout, NeedsAttention
from config.launch.parts import FAILED, SKIPPED, Outcome, all_well, run_part, table
from config.launch.throwaway import test_server

# Checks connect to nothing: an address that nobody answers shows it if one tries.
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings.test",
    "DATABASE_URL": "postgresql://gc_app@/nowhere?host=/nowhere",
    "DATABASE_OWNER_URL": "postgresql://gc_owner@/nowhere?host=/nowhere",
    "DATABASE_MATCH_URL": "postgresql://gc_match@/nowhere?host=/nowhere",
}
CODE = ["apps", "config", "tests", "manage.py"]
PYTHON = {
    "format": ["ruff", "format", "--check", *CODE],
    "lint": ["ruff", "check", *CODE],
    "types": ["mypy", "apps", "config"],
    "imports": ["lint-imports"],
}
DJANGO = {
    "system check": ["check", "--fail-level", "WARNING"],
    "migrations written": ["makemigrations", "--check", "--dry-run"],
}


def run_checks(checkout: Checkout) -> int:
    outcomes = []
    for outcome in checks(checkout):
        print(f"  {outcome.name}: {outcome.verdict} ({outcome.seconds:.1f} s)", flush=True)
        outcomes.append(outcome)
    print("\n" + table(outcomes))
    return 0 if all_well(outcomes) else 1


def checks(checkout: Checkout) -> Iterator[Outcome]:
    """Each part's outcome as soon as it is known."""
    root = checkout.root
    tools = Path(sys.executable).parent
    for name, (program, *words) in PYTHON.items():
        yield run_part(name, [str(tools / program), *words], root, SETTINGS)
    yield from _templates(root, tools)
    for name, words in DJANGO.items():
        yield run_part(name, [sys.executable, "manage.py", *words], root, SETTINGS)
    yield from _safe_migrations(checkout)


def _templates(root: Path, tools: Path) -> Iterator[Outcome]:
    pages = [str(path.relative_to(root)) for path in sorted((root / "templates").rglob("*.html"))]
    if not pages:
        yield Outcome("templates", SKIPPED, 0, "there are none")
        return
    yield run_part("template lint", [str(tools / "djlint"), "--lint", "--quiet", "templates"], root, SETTINGS)
    yield run_part("template format", [str(tools / "djade"), "--check", *pages], root, SETTINGS)


def _safe_migrations(checkout: Checkout) -> Iterator[Outcome]:
    """Their SQL is written by a real server, so that it is what will run."""
    linter = [sys.executable, "-m", "config.launch.safe_migrations"]
    try:
        with test_server(checkout) as server:
            environment = {**SETTINGS, **server.urls(server.template)}
            yield run_part("migrations safe", linter, checkout.root, environment)
    except NeedsAttention as trouble:
        yield Outcome("migrations safe", FAILED, 0, str(trouble))
