"""The audit says every verb that is written down in words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from apps.desk.sentences import KINDS, SENTENCES
from apps.discoveries.models import Decision


def verbs_of(path: Path):
    """What ``audit.record`` and ``record_all`` are called with in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr in {"record", "record_all"} and len(node.args) > 1:
            yield from (part.value for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant))


ACTIONS = [path for path in (settings.BASE_DIR / "apps").rglob("*.py") if "actions" in path.as_posix()]
WRITTEN = sorted({verb for path in ACTIONS for verb in verbs_of(path) if "." in str(verb).rstrip(".")})


def test_there_are_verbs_to_look_at():
    assert "member.joined" in WRITTEN


@pytest.mark.parametrize("verb", WRITTEN)
def test_a_verb_has_a_sentence_and_a_kind(verb):
    assert verb in SENTENCES
    assert verb.split(".")[0] in KINDS


@pytest.mark.parametrize("verb", Decision.Verb.values)
def test_whatever_is_decided_about_a_find_has_a_sentence(verb):
    assert f"find.{verb}" in SENTENCES
