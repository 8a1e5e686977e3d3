"""Finds and the buttons under them."""

from datetime import timedelta

import pytest

from apps.common.clock import now
from apps.discoveries.models import FindMatch
from apps.ledger.models import Act
from apps.searches.actions import write_search
from tests.factories.finds import make_find

FINDS = "/organisations/marlowe/finds"


@pytest.fixture
def find(in_marlowe):
    return make_find(in_marlowe)


@pytest.fixture
def press(signed_in, bob, find):
    """Bob presses a button under the find."""

    def button(name, body=None):
        return signed_in(bob).post(f"{FINDS}/{find.id}/{name}", body)

    return button


def test_a_find_as_it_is_shown(signed_in, rea, ed, find):
    search = write_search(actor=ed.actor, name="Marrows", query="marrow", at=now())
    FindMatch.objects.create(organisation=find.organisation, find=find, search=search, search_version=1)

    shown = signed_in(rea).get(f"{FINDS}/{find.id}").json()

    assert (shown["object"], shown["state"], shown["undo"], shown["hands"]) == ("find", "new", None, None)
    assert shown["why"] == [{"search_id": str(search.id), "name": "Marrows", "version": 1}]
    assert ["marrows", True] in shown["excerpt_segments"]


def test_joining_in_takes_it_into_ones_hands(press, bob):
    answer = press("join-in")

    assert (answer.status_code, answer.json()["state"]) == (200, "taken")
    assert answer.json()["hands"]["to"] == {"id": str(bob.member.id), "name": "Bob"}


def test_the_second_is_told_who(press, signed_in, ed, find):
    press("join-in")

    answer = signed_in(ed).post(f"{FINDS}/{find.id}/join-in")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_taken")
    assert "Bob" in answer.json()["detail"]


def test_i_said_it(press, in_marlowe):
    press("join-in")
    answer = press("said-it", {"kind": "well_done", "way": "give", "words": "Lovely marrows!"})

    assert (answer.json()["state"], answer.json()["hands"]) == ("done", None)
    assert Act.objects.get().words == "Lovely marrows!"


@pytest.mark.parametrize(
    ("button", "body", "state"),
    [
        ("join-in", {}, "taken"),
        ("leave-be", {}, "left"),
        ("leave-be", {"reason": "not_here"}, "left"),
        ("later", {}, "later"),
        ("said-it", {"kind": "like", "way": "give"}, "done"),
    ],
)
def test_each_button_and_its_undo(press, signed_in, bob, button, body, state):
    answer = press(button, body)
    undo = answer.json()["undo"].removeprefix("/api/v1")

    undone = signed_in(bob).post(undo)

    assert (answer.json()["state"], undone.json()["state"]) == (state, "new")


def test_passing_it_on_and_giving_it_back(press, signed_in, ed):
    passed = press("pass-on", {"to": str(ed.member.id), "note": "Your plot?"}).json()

    assert (passed["hands"]["to"]["name"], passed["hands"]["note"]) == ("Ed", "Your plot?")
    back = signed_in(ed).post(f"{FINDS}/{passed['id']}/give-back").json()
    assert (back["state"], back["hands"]) == ("new", None)


@pytest.mark.parametrize("body", [{}, {"to": "0199aaaa-0000-7000-8000-000000000000"}, {"reason": "x"}])
def test_passing_it_on_to_nobody(press, body):
    assert press("pass-on", body).status_code in {404, 422}


@pytest.mark.parametrize(
    "until", ["2026-11-24", "soon", 7, None, "2001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
)
def test_later_than_can_be(press, until):
    answer = press("later", {"until": until})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/until")


def test_later_at_a_time_of_ones_own(press):
    until = (now() + timedelta(days=3)).replace(microsecond=0)

    answer = press("later", {"until": until.isoformat()})

    assert answer.json()["later_until"] == until.isoformat().replace("+00:00", "Z")


def test_a_reader_presses_nothing(signed_in, rea, find):
    for button in ("join-in", "leave-be", "later", "give-back", "undo", "pass-on"):
        assert signed_in(rea).post(f"{FINDS}/{find.id}/{button}").status_code == 403


def test_an_owner_erases(signed_in, ann, find):
    answer = signed_in(ann).post(f"{FINDS}/{find.id}/erase", {"leave_author_alone": True}).json()

    assert (answer["state"], answer["title"], answer["excerpt"], answer["url"]) == ("gone", "", "", "")


def test_nothing_was_decided_yet(press):
    assert press("undo").status_code == 404


def ids(answer):
    return {row["id"] for row in answer.json()["data"]}


def test_filters(signed_in, bob, in_marlowe, find):
    done = make_find(in_marlowe, state="done", title="Plum jam")
    caller = signed_in(bob)

    assert ids(caller.get(f"{FINDS}?state=done")) == {str(done.id)}
    assert ids(caller.get(f"{FINDS}?q=JAM")) == {str(done.id)}
    assert ids(caller.get(f"{FINDS}?pile=new")) == {str(find.id)}
    assert ids(caller.get(FINDS)) == {str(done.id), str(find.id)}


def test_a_pile_of_ones_own(press, signed_in, bob, ed, find):
    press("join-in")

    assert ids(signed_in(bob).get(f"{FINDS}?pile=mine")) == {str(find.id)}
    assert ids(signed_in(ed).get(f"{FINDS}?pile=others")) == {str(find.id)}


SEEN = {"address": "https://chat.example/1", "words": "Choir looks for basses", "place": "Marlowe Chat"}


def test_what_was_seen_is_put_in_once(signed_in, bob, ed, in_marlowe):
    first = signed_in(bob).post(FINDS, SEEN)
    again = signed_in(ed).post(FINDS, SEEN | {"words": "Other words"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["captured_by"] == {"id": str(bob.member.id), "name": "Bob"}
    assert first["Location"].endswith(first.json()["id"])


def test_an_integration_may_put_in_what_it_saw_and_nobody_stands_behind_it(by_token, ann, in_marlowe):
    pushing = by_token(ann, "finds:push", "finds:read", kind="integration")

    seen = pushing.post(FINDS, SEEN)

    assert (seen.status_code, seen.json()["captured_by"], seen.json()["source_id"]) == (201, None, None)
    assert by_token(ann, "finds:read", kind="integration").post(FINDS, SEEN).status_code == 403


def test_more_than_we_may_keep_is_refused(signed_in, bob, in_marlowe):
    answer = signed_in(bob).post(FINDS, SEEN | {"words": "x" * 301})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/words")
