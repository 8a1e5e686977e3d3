"""What we gave and asked."""

import pytest

from tests.factories.finds import make_find

ACTS = "/organisations/marlowe/acts"
GIVE = {"kind": "answer", "way": "give", "words": "At the library.", "place": "Town forum"}


@pytest.fixture
def act(signed_in, bob):
    answer = signed_in(bob).post(ACTS, GIVE)
    assert answer.status_code == 201
    return answer


def test_an_act_as_it_is_shown(signed_in, rea, act):
    shown = signed_in(rea).get(act["Location"].removeprefix("/api/v1")).json()

    assert {name: shown[name] for name in GIVE} == GIVE
    assert (shown["object"], shown["by"]["name"], shown["find_id"]) == ("act", "Bob", None)


def test_an_act_about_a_find(signed_in, bob, in_marlowe):
    find = make_find(in_marlowe)

    shown = signed_in(bob).post(ACTS, {"kind": "like", "way": "give", "find": str(find.id)}).json()

    assert (shown["find_id"], shown["place"]) == (str(find.id), "Allotment society")


def test_an_act_taken_back_counts_no_more(signed_in, bob, act):
    path = act["Location"].removeprefix("/api/v1")

    assert signed_in(bob).delete(path).status_code == 204
    assert signed_in(bob).get(path).status_code == 404
    assert signed_in(bob).get("/organisations/marlowe/balance").json()["gave"] == 0


def test_filters(signed_in, bob, ed, act):
    signed_in(ed).post(ACTS, GIVE | {"way": "ask"})
    caller = signed_in(bob)

    assert [row["way"] for row in caller.get(f"{ACTS}?way=ask").json()["data"]] == ["ask"]
    assert [row["by"]["name"] for row in caller.get(f"{ACTS}?by={bob.member.id}").json()["data"]] == ["Bob"]
    assert caller.get(f"{ACTS}?kind=like").json()["data"] == []


def test_a_reader_writes_nothing_down(signed_in, rea):
    assert signed_in(rea).post(ACTS, GIVE).status_code == 403


@pytest.mark.parametrize(
    "change", [{"kind": "shout"}, {"way": "take"}, {"said_at": "2099-01-01T00:00:00Z"}, {"kind": None}]
)
def test_an_act_that_cannot_be(signed_in, bob, change):
    answer = signed_in(bob).post(ACTS, GIVE | change)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(change))}"
