"""Searches, previews, versions and listed accounts."""

from datetime import timedelta

import pytest

from apps.common.clock import day_of, now

HERE = "/organisations/marlowe"
SEARCHES = f"{HERE}/searches"


def soon():
    return day_of(now() + timedelta(days=20)).isoformat()


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


def test_a_text_is_held_against_a_search(signed_in, rea):
    asked = {"query": "plum -jam", "sample": "Plum jam for all"}

    verdict = signed_in(rea).post(f"{SEARCHES}/would-match", asked).json()

    assert (verdict["is_match"], verdict["because"]) == (False, ["“plum”"])
    assert verdict["why_not"] == ["It has “jam”, and this search leaves that out."]


def test_an_address_that_did_not_pass_by(signed_in, rea):
    asked = {"query": "plum", "sample": "https://elsewhere.example/1"}

    answer = signed_in(rea).post(f"{SEARCHES}/would-match", asked)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/sample")


def test_a_handle_is_named_once_a_second_person_agreed(signed_in, ed, ann):
    named = {"name": "Club", "query": "@crawley_fc marrow"}
    refused = signed_in(ed).post(SEARCHES, named)
    listed = {"handle": "@Crawley_FC", "name": "The football club", "reason": "To cheer", "ends_on": soon()}
    asked = signed_in(ed).post(f"{HERE}/listed-accounts", listed)
    waits = signed_in(ed).post(SEARCHES, named)
    path = asked["Location"].removeprefix("/api/v1")
    signed_in(ann).post(f"{path}/approve")

    answer = signed_in(ed).post(SEARCHES, named)

    assert (refused.status_code, refused.json()["code"]) == (422, "names_somebody")
    assert (waits.status_code, answer.status_code) == (422, 201)


def test_an_account_is_taken_off_the_list(signed_in, ed):
    made = signed_in(ed).post(f"{HERE}/listed-accounts", {"handle": "@us", "name": "Us", "kind": "ours"})
    path = made["Location"].removeprefix("/api/v1")

    assert signed_in(ed).get(path).json()["is_approved"] is True
    assert signed_in(ed).delete(path).status_code == 204
    assert signed_in(ed).get(f"{HERE}/listed-accounts").json()["data"] == []


def path_of(answer):
    return answer["Location"].removeprefix("/api/v1")


def test_a_locked_search_says_who_keeps_it(signed_in, ann, ed, search):
    locked = signed_in(ann).post(f"{path_of(search)}/lock")

    refused = signed_in(ed).patch(path_of(search), {"query": "plum"})

    assert locked.json()["locked_by"]["name"] == "Ann"
    assert (refused.status_code, refused.json()["code"]) == (409, "locked")
    assert "Ann" in refused.json()["detail"]
    assert signed_in(ann).delete(f"{path_of(search)}/lock").status_code == 204


def test_a_search_rests_until_a_day(signed_in, ed, search):
    asked = signed_in(ed).post(f"{path_of(search)}/pause", {"until": "2020-01-01"})

    assert (asked.status_code, asked.json()["errors"][0]["pointer"]) == (422, "/until")


def test_who_read_an_older_version_is_told(signed_in, ed, search):
    answer = signed_in(ed).patch(path_of(search), {"query": "plum", "based_on": 7})

    assert (answer.status_code, answer.json()["code"]) == (409, "changed_meanwhile")


def test_searches_are_listed_by_state_and_by_lock(signed_in, ed, search):
    api = signed_in(ed)
    api.post(f"{path_of(search)}/lock")

    assert len(api.get(f"{SEARCHES}?state=running&locked=true").json()["data"]) == 1
    assert api.get(f"{SEARCHES}?locked=false").json()["data"] == []


def test_nobody_approves_what_they_asked_for(signed_in, ed):
    listed = {"handle": "@club", "name": "The club", "reason": "To cheer", "ends_on": soon()}
    path = signed_in(ed).post(f"{HERE}/listed-accounts", listed)["Location"].removeprefix("/api/v1")

    assert signed_in(ed).post(f"{path}/approve").status_code == 403
    assert signed_in(ed).get(path).json()["is_approved"] is False


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"reason": ""}, "/reason"),
        ({"ends_on": None}, "/ends_on"),
        ({"ends_on": "2020-01-01"}, "/ends_on"),
        ({"kind": "office", "ends_on": (day_of(now()) + timedelta(days=60)).isoformat()}, "/ends_on"),
    ],
)
def test_a_name_without_reason_or_end_is_not_listed(signed_in, ed, wrong, pointer):
    listed = {"handle": "@club", "name": "The club", "reason": "To cheer", "ends_on": soon()} | wrong

    refused = signed_in(ed).post(f"{HERE}/listed-accounts", listed)

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


def test_an_owner_reviews_all_searches_in_one_press(signed_in, ann, search):
    other = signed_in(ann).post(SEARCHES, {"name": "Leeks", "query": "leek"}).json()

    done = signed_in(ann).post(f"{HERE}/search-reviews", {"keep": [other["id"]]})

    assert (done.status_code, done.json()["kept"], done.json()["paused"]) == (201, 1, 1)
    assert signed_in(ann).get(search["Location"].removeprefix("/api/v1")).json()["state"] == "paused"
