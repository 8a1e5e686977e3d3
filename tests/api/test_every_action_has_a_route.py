"""Whatever a page can do, a program can: every public action is reached from this door."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

APPS = Path(settings.BASE_DIR) / "apps"
NOT_BY_API = {
    "audit.record": "every action writes its own event",
    "audit.record_all": "every action writes its own event",
    "discoveries.answer_look": "the worker’s answer to a look",
    "discoveries.answer_listed": "the worker’s answer about a place of a list",
    "discoveries.look_of_listed": "the worker’s, where a place of a list needs an answer",
    "discoveries.answer_suggestion": "the worker’s answer about a suggested place",
    "discoveries.work_out_suggestions": "the daily job’s",
    "discoveries.leave_unlisted": "the daily job’s, and part of taking a name off the list",
    "discoveries.take_in_privately": "ingestion’s",
    "discoveries.seal_anew": "the operator’s, after another key",
    "discoveries.without_left_alone": "ingestion’s",
    "discoveries.make_finds": "ingestion’s: finds come from what was fetched",
    "discoveries.withdraw_finds": "ingestion’s: when an author takes a post back",
    "discoveries.left_alone_here": "a question of making finds and previews",
    "discoveries.take_in": "ingestion’s",
    "discoveries.mark_seen": "ingestion’s",
    "discoveries.find_withdrawn": "ingestion’s",
    "discoveries.keep_days": "the daily job’s",
    "organisations.tell_searches": "what changes to places and follows have in common",
    "searches.resolve_again": "the worker’s, when places, follows or packs changed",
    "searches.refuse_ending": "a question of ending a search",
    "searches.follow_change": "what saving a search does to those that use it",
    "discoveries.remake_vectors": "ingestion’s, when a new tokeniser comes",
    "discoveries.take_back": "undo, as assignments calls it",
    "discoveries.want_news": "ingestion’s: a look found a hub",
    "discoveries.leave_news": "ingestion’s: nobody follows any more",
    "discoveries.decide": "what the buttons have in common",
    "discoveries.open_to_decide": "what the buttons have in common",
    "discoveries.change_find": "what the buttons have in common",
    "discoveries.tomorrow_at_nine": "a default",
    "assignments.send_morning_letter": "the mail worker’s",
    "notices.letter_due": "the mail worker’s",
    "notices.claim_letter": "the mail worker’s",
    "assignments.forget_presence": "the work row that follows a minute later",
    "discoveries.tag_called": "what tagging has in common",
    "inbox.go_on": "what a batch and its undoing have in common",
    "inbox.go_on_with": "the worker’s",
    "discoveries.read_again": "the daily job’s, and what teaching joy sets off",
    "discoveries.read_all_again": "what teaching joy sets off",
    "discoveries.write_beside": "what passing on with a note sets off",
    "discoveries.stories_of": "a question of making finds",
    "discoveries.restore_stories": "undo, as triage calls it",
    "assignments.return_open": "the work row that follows when someone leaves",
    "discoveries.shred": "what erasing and retention have in common",
    "discoveries.forget_in_time": "the daily job’s",
    "discoveries.forget_unlisted": "the daily job’s",
    "discoveries.erase_again": "the operator’s, after a restore",
    "accounts.register_person": "the operator’s and the demonstration’s; people come by invitation",
    "searches.unlist_account": "by way of discoveries, which knows what follows an account",
    "searches.write_search": "by way of discoveries, which knows what is too much",
    "searches.change_search": "by way of discoveries, which knows what is too much",
    "searches.restore_search": "by way of discoveries, which knows what is too much",
    "searches.resume_in_time": "the work row's, when a pause is over",
    "searches.take_search": "what the actions on a search have in common",
    "searches.save_search": "what the actions on a search have in common",
    "searches.turn_search": "what the actions on a search have in common",
    "searches.look_back": "what the actions on a search have in common",
    "searches.refuse_people": "what the actions on a search have in common",
    "searches.rest_run_out": "the daily job’s",
    "searches.rest_unreviewed": "the daily job’s",
    "organisations.pass_request_on": "the worker’s",
    "organisations.hand_to_owners": "what passing on and founding have in common",
    "organisations.request_for_owners": "the mail worker’s",
    "organisations.answer_for_asker": "the mail worker’s",
    "organisations.request_told": "the mail worker’s",
    "organisations.forget_requests": "the daily job’s",
    "organisations.found_organisation": "the operator’s, on the command line",
    "organisations.letter_due": "the mail worker’s",
    "organisations.letter_sent": "the mail worker’s",
}
NO_DOORS = {"work", "ingestion"}


def files_of_actions():
    return [
        path
        for path in sorted(APPS.rglob("*.py"))
        if (path.stem == "actions" or path.parent.name == "actions")
        and path.relative_to(APPS).parts[0] not in NO_DOORS
    ]


def public_functions(tree):
    return [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def public_actions():
    return {
        f"{path.relative_to(APPS).parts[0]}.{name}"
        for path in files_of_actions()
        for name in public_functions(ast.parse(path.read_text()))
    }


def called_by_api():
    """Names that this door imports from a room’s actions and calls."""
    reached = set()
    for path in (APPS / "api").rglob("*.py"):
        tree = ast.parse(path.read_text())
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "id")
        }
        reached |= {
            f"{node.module.split('.')[1]}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and ".actions" in (node.module or "")
            for alias in node.names
            if alias.name in called
        }
    return reached


@pytest.mark.parametrize("action", sorted(public_actions() - set(NOT_BY_API)))
def test_an_action_is_reached_by_the_api(action):
    assert action in called_by_api()


@pytest.mark.parametrize("action", sorted(NOT_BY_API))
def test_no_excuse_is_stale(action):
    assert action in public_actions() - called_by_api()
