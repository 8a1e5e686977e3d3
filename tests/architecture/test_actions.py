"""The writers: one way to call them, and nobody else writes."""

import ast

import pytest

from tests.architecture.source import ROOT, files_of, functions_in

ACTIONS = [path for path in files_of("apps") if path.stem == "actions" or path.parent.name == "actions"]
# Work and ingestion are not done by anybody: they are handed a claim, a row or a lane instead of an actor.
NOBODY_ACTS = {"work", "ingestion", "audit"}
# Called by other actions or by ingestion, never by a door.
FOR_OTHER_ACTIONS = {
    "discoveries/actions/items.py": "what passes by has no actor",
    "discoveries/actions/sources.py:answer_look": "the worker answers, not a person",
    "discoveries/actions/triage.py:open_to_decide": "locks a find for the actions of assignments",
    "discoveries/actions/triage.py:change_find": "changes a locked find for the actions of assignments",
    "discoveries/actions/triage.py:tomorrow_at_nine": "a default, shown by pages too",
    "inbox/actions/batches.py:go_on_with": "due work, by whoever asked for it",
    "discoveries/actions/readings.py": "how finds are read is nobody's decision",
    "discoveries/actions/stories.py:stories_of": "which story a new find tells",
    "discoveries/actions/stories.py:restore_stories": "undo, as triage calls it",
    "organisations/actions/tokens.py:check_token": "asked by the API's door before anybody is known",
    "discoveries/actions/finds.py:shred": "what erasing, withdrawing and forgetting share",
    "discoveries/actions/finds.py:left_alone_here": "a question that making finds and previews share",
}
WRITES = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "update",
    "get_or_create",
    "update_or_create",
}
# Where a write is none of a council's rows, or is the action itself.
MAY_WRITE = {
    "accounts/querysets.py": "the manager that makes people",
    "organisations/querysets.py": "begin_listening, asked by the search that is saved",
    "organisations/actors.py": "the day a token was last used",
    "desk/accounts.py": "allauth's own form",
    "desk/limits.py": "allauth's limits, made atomic",
    "ingestion/actions": "the source's own state",
    "work/": "due rows",
    "audit/actions.py": "the events",
    "api/": "idempotency rows",
}


def name_of(path):
    return str(path.relative_to(ROOT / "apps"))


def public_actions():
    return [
        function
        for function in functions_in(ACTIONS)
        if function.node.col_offset == 0
        and not function.node.name.startswith("_")
        and name_of(function.path).split("/")[0] not in NOBODY_ACTS
        and name_of(function.path) not in FOR_OTHER_ACTIONS
        and f"{name_of(function.path)}:{function.node.name}" not in FOR_OTHER_ACTIONS
    ]


@pytest.mark.parametrize("function", public_actions(), ids=str)
def test_an_action_is_called_by_keyword_with_its_actor_first_and_the_time_last(function):
    arguments = function.node.args
    names = [argument.arg for argument in arguments.kwonlyargs]

    assert arguments.args == []
    assert "actor" not in names or names[0] == "actor"
    assert names[-1] == "at" or "at" not in names


@pytest.mark.parametrize("function", public_actions(), ids=str)
def test_an_action_says_what_it_does(function):
    assert ast.get_docstring(function.node)


def writes_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            receiver = ast.unparse(node.func.value)
            if "objects" in receiver or (node.func.attr in {"save", "delete"} and "super()" not in receiver):
                yield f"{name_of(path)}:{node.lineno} {receiver}.{node.func.attr}"


def test_only_actions_write():
    others = [path for path in files_of("apps") if path not in ACTIONS and "demonstration" not in path.parts]
    found = [
        write
        for path in others
        if not any(name_of(path).startswith(excused) for excused in MAY_WRITE)
        for write in writes_in(path)
    ]

    assert found == []


def test_excuses_are_still_needed():
    paths = [name_of(path) for path in files_of("apps")]

    assert [excuse for excuse in MAY_WRITE if not any(path.startswith(excuse) for path in paths)] == []
