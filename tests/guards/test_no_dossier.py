"""Attempts to make this watch a person. Each is refused, or finds nothing."""

import json

import pytest
from django.db import transaction

from apps.discoveries.models import Find
from tests.guards.stage import Stage

HERE = "/api/v1/organisations/marlowe"
PERSON = "mairjones"


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)


def ask(stage, method, path, body=None):
    return stage.callers["session o"].ask(method, path, body, is_json=path.startswith("/api"))


@pytest.mark.parametrize(
    "query",
    [
        f"@{PERSON}",
        f"from:{PERSON}",
        f"from: {PERSON}",
        f"from:@{PERSON}",
        'from:"Mair Jones"',
        f"marrows from:{PERSON}",
        f"marrows OR @{PERSON}",
        f"(marrows OR (leeks @{PERSON}))",
        f"@{PERSON.upper()}",
        f"marrows -(leeks -@{PERSON})",
        '"Mair Jones"',
        "Mair Jones marrows",
        "marrows (plums OR Mair Jones)",
        '"Cllr Jones"',
        "campaigners library",
    ],
)
def test_a_search_for_a_person_is_not_saved(stage, query):
    new = ask(stage, "POST", f"{HERE}/searches", {"name": "Somebody", "query": query})
    changed = ask(stage, "PATCH", f"{HERE}/searches/{stage.ours.id_for('search_id')}", {"query": query})
    form = {"name": "S", "query": query, "purpose": "help", "team_id": "council"}
    page = ask(stage, "POST", "/o/marlowe/searches/new", form)

    assert (new.status, changed.status) == (422, 422)
    assert (new.written, changed.written, page.written) == (0, 0, 0)


@pytest.mark.parametrize(
    "path",
    [
        f"/finds?author={PERSON}",
        f"/finds?by={PERSON}",
        f"/finds?author_digest={PERSON}",
        f"/finds?order=author&author={PERSON}",
        f"/acts?author={PERSON}",
        f"/changes?author={PERSON}",
        f"/audit-events?author={PERSON}",
        f"/members?name={PERSON}",
        f"/authors/{PERSON}",
        f"/authors?q={PERSON}",
        f"/items?author={PERSON}",
    ],
)
def test_no_list_is_put_together_by_author(stage, path):
    assert ask(stage, "GET", HERE + path).status in {400, 404, 422}


@pytest.mark.parametrize("path", [f"{HERE}/finds?q=", "/o/marlowe/finds?q="])
def test_a_name_is_not_among_the_words_that_finds_are_sought_by(stage, path):
    find = stage.ours.house.rows[Find]
    by_word = ask(stage, "GET", path + find.title).text
    by_author = ask(stage, "GET", path + find.author).text

    assert str(find.pk) in by_word
    assert str(find.pk) not in by_author


def test_what_is_told_of_a_person_is_a_name_beside_what_they_said(stage):
    found = json.loads(ask(stage, "GET", f"{HERE}/finds/{stage.ours.id_for('find_id')}").content)

    assert [name for name in found if "author" in name] == ["author"]


def test_copies_elsewhere_learn_no_names_from_changes_or_audit(stage):
    find = stage.ours.house.rows[Find]
    told = ask(stage, "GET", f"{HERE}/changes").text + ask(stage, "GET", f"{HERE}/audit-events").text

    assert find.author not in told
    assert find.title not in told
