"""Ways around the locks, counted: each has its reason here, and another one fails until it has one too."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps as installed
from django.conf import settings

from apps.common.tenancy import TenantManager
from apps.work.handlers import kinds

ROOT = Path(settings.BASE_DIR)
FILES = [path for path in sorted((ROOT / "apps").rglob("*.py")) if "migrations" not in path.parts]

CURSORS = {
    "apps/api/health.py": (1, "asks whether the database answers"),
    "apps/api/idempotency.py": (1, "one INSERT … ON CONFLICT on a table under row-level security"),
    "apps/discoveries/actions/items.py": (3, "items and what was seen belong to no council"),
    "apps/discoveries/actions/vectors.py": (1, "tsvector literals, as when items are taken in"),
    "apps/discoveries/haste.py": (1, "puts a time limit to what passing.py may see"),
    "apps/discoveries/quiet.py": (1, "posts a day of our own follows, from the moment of following"),
    "apps/discoveries/passing.py": (1, "reads items through our follows, which row-level security guards"),
    "apps/ingestion/actions/counting.py": (1, "how common words are, in public items"),
    "apps/ingestion/everybody.py": (1, "the matcher's own questions, as gc_match"),
    "apps/ingestion/health.py": (1, "counts partitions"),
    "apps/work/actions.py": (1, "claims work: ids only"),
    "apps/work/allowances.py": (2, "counters that belong to no council"),
}
EXTRA = {"apps/discoveries/passing.py": (1, "items through what was seen, neither of a council")}
SCOPES = {
    "apps/ingestion/actions/matches.py": (1, "one batch, every council that it concerns in turn"),
    "apps/ingestion/actions/polls.py": (1, "what an author took back, in every council that follows"),
    "apps/organisations/actions/councils.py": (1, "a council is founded before anybody is in it"),
    "apps/organisations/actions/invitations.py": (1, "whoever comes in is not in yet"),
    "apps/organisations/actions/joining.py": (1, "whoever asks to come in is not in yet"),
    "apps/organisations/scope.py": (1, "where doors and tasks enter"),
}
CELERY_TASKS = {
    "work.tick": "beat's one message",
    "work.drain": "takes due rows and calls their handlers",
    "ingestion.match": "the matcher, which is one process",
    "ingestion.night": "asks for the audit and the counting of words",
    "ingestion.keep_days": "partitions, and asking every council to forget",
}


def calls(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def count_of(names):
    """How often one of these is called, by file."""
    return {
        str(path.relative_to(ROOT)): found
        for path in FILES
        if (found := sum(name_of(call) in names for call in calls(path)))
    }


def without_reasons(listed):
    return {path: count for path, (count, _reason) in listed.items()}


def test_raw_sql_is_where_it_was_thought_about():
    assert count_of({"cursor"}) == without_reasons(CURSORS)
    assert count_of({"extra", "raw", "RawSQL"}) == without_reasons(EXTRA)


def test_a_council_is_entered_where_it_was_thought_about():
    assert count_of({"org_scope"}) == without_reasons(SCOPES)


@pytest.mark.parametrize(
    "way_around", ["_base_manager", "use_base_manager", "base_manager_name", "set_config"]
)
def test_nobody_walks_around_the_managers(way_around):
    assert [str(path) for path in FILES if way_around in path.read_text()] == []


def test_only_the_matcher_looks_with_other_eyes():
    named = {
        (str(path.relative_to(ROOT)), alias)
        for path in FILES
        for alias in re.findall(r"""connections\[["'](\w+)["']\]|using=["'](\w+)["']""", path.read_text())
    }

    assert {(path, one or other) for path, (one, other) in named} == {
        ("apps/api/health.py", "default"),
        ("apps/common/scope.py", "default"),
        ("apps/ingestion/everybody.py", "match"),
    }


def registered_with_celery():
    """The names, and how many decorators there are."""
    decorated = [call for path in FILES for call in calls(path) if name_of(call) in {"shared_task", "task"}]
    return Counter(
        word.value.value for call in decorated for word in call.keywords if word.arg == "name"
    ), len(decorated)


def test_there_are_no_tasks_beside_the_handlers():
    names, decorated = registered_with_celery()

    assert sorted(names.elements()) == sorted(CELERY_TASKS)
    assert decorated == len(CELERY_TASKS)
    assert not [path for path in FILES if "@shared_task\n" in path.read_text()]


def asked_for():
    """The kinds of work that code asks for, whether written there or named above."""
    for path in FILES:
        constants = dict(re.findall(r'^([A-Z_]+) = "([a-z_.]+)"$', path.read_text(), re.MULTILINE))
        for call in calls(path):
            if name_of(call) == "ask_for":
                kind = next(word.value for word in call.keywords if word.arg == "kind")
                yield kind.value if isinstance(kind, ast.Constant) else constants[kind.id]


def test_whatever_is_asked_for_has_somebody_to_do_it():
    for path in (ROOT / "apps").glob("*/tasks.py"):
        import_module(f"apps.{path.parent.name}.tasks")
    kinds_asked = set(asked_for())

    assert kinds_asked <= kinds()
    assert len(kinds_asked) >= 6


def test_tasks_ask_no_model_themselves():
    tasks = [path for path in FILES if path.name == "tasks.py"]
    asking = [str(path) for path in tasks if re.search(r"\.(objects|_default_manager)\b", path.read_text())]

    assert len(tasks) >= 4
    assert asking == []


def test_no_model_of_a_council_has_a_manager_that_asks_nobody():
    """Also those that relations and ``_base_manager`` would use."""
    lax = [
        f"{model._meta.label}.{manager.name}"
        for model in installed.get_models()
        if isinstance(model._default_manager, TenantManager)
        for manager in model._meta.managers
        if not isinstance(manager, TenantManager)
    ]

    assert lax == []


def test_no_template_trusts_words_blindly():
    templates = sorted((ROOT / "templates").rglob("*.html"))

    assert len(templates) >= 40
    assert [
        str(path) for path in templates if re.search(r"\|\s*safe\b|autoescape off", path.read_text())
    ] == []
    assert count_of({"mark_safe", "SafeString"}) == {"apps/api/documents.py": 1}
