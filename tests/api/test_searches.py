"""Searches, previews, versions and listed accounts."""

import pytest

HERE = "/organisations/marlowe"
SEARCHES = f"{HERE}/searches"


@pytest.fixture
def search(signed_in, ed):
    answer = signed_in(ed).post(SEARCHES, {"name": "Marrows", "query": "marrow OR courgette"})
    assert answer.status_code == 201
    return answer


def test_a_written_search_runs(search):
    assert (search.json()["state"], search.json()["version"]) == ("running", 1)


def test_a_change_is_another_version(signed_in, ed, search):
    path = search["Location"].removeprefix("/api/v1")
    changed = signed_in(ed).patch(path, {"query": "marrow"}).json()

    versions = signed_in(ed).get(f"{path}/versions").json()["data"]

    assert (changed["name"], changed["version"]) == ("Marrows", 2)
    assert [(row["number"], row["query"]) for row in versions] == [(2, "marrow"), (1, "marrow OR courgette")]


def test_a_search_rests_and_goes_on(signed_in, ed, search):
    path = search["Location"].removeprefix("/api/v1")

    assert signed_in(ed).post(f"{path}/pause").json()["state"] == "paused"
    assert signed_in(ed).post(f"{path}/resume").json()["state"] == "running"


def test_a_search_ends(signed_in, ed, search):
    path = search["Location"].removeprefix("/api/v1")

    assert signed_in(ed).delete(path).status_code == 204
    assert signed_in(ed).get(path).status_code == 404


def test_a_name_that_is_taken(signed_in, ed, search):
    answer = signed_in(ed).post(SEARCHES, {"name": "marrows", "query": "plum"})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/name")


def test_a_reader_writes_no_searches(signed_in, rea):
    answer = signed_in(rea).post(SEARCHES, {"name": "Marrows", "query": "marrow"})

    assert answer.status_code == 403


def test_a_preview_says_how_it_was_understood(signed_in, rea):
    seen = signed_in(rea).post(f"{SEARCHES}/preview", {"query": "plum OR apple jam"}).json()

    assert "OR" in seen["sentence"]
    assert (seen["count"], len(seen["by_day"]), seen["matches"]) == (0, 30, [])


@pytest.mark.parametrize("query", ["", "-rain", "(plum", "“plum"])
def test_a_preview_of_what_cannot_be_saved_says_why(signed_in, rea, query):
    seen = signed_in(rea).post(f"{SEARCHES}/preview", {"query": query})

    assert seen.status_code == 200
    assert seen.json()["notes"]


def test_a_person_is_named_by_no_search(signed_in, ed):
    named = {"name": "Club", "query": "@crawley_fc marrow"}
    refused = signed_in(ed).post(SEARCHES, named)
    signed_in(ed).post(f"{HERE}/listed-accounts", {"handle": "@Crawley_FC", "name": "The football club"})

    answer = signed_in(ed).post(SEARCHES, named)

    assert (refused.status_code, refused.json()["code"]) == (422, "names_somebody")
    assert answer.status_code == 201


def test_an_account_is_taken_off_the_list(signed_in, ed):
    made = signed_in(ed).post(f"{HERE}/listed-accounts", {"handle": "@us", "name": "Us", "is_ours": True})
    path = made["Location"].removeprefix("/api/v1")

    assert signed_in(ed).get(path).json()["is_ours"] is True
    assert signed_in(ed).delete(path).status_code == 204
    assert signed_in(ed).get(f"{HERE}/listed-accounts").json()["data"] == []
