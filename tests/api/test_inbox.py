"""Views, habits, many at once and activity, by programs."""

import pytest

from tests.factories.finds import make_find

HERE = "/organisations/marlowe"


@pytest.fixture
def finds(in_marlowe):
    return [
        make_find(in_marlowe, title="Thank you, wardens", excerpt=""),
        make_find(in_marlowe, title="Road closed", excerpt=""),
    ]


def ids(answer):
    return [row["id"] for row in answer.json()["data"]]


def test_finds_are_narrowed_and_sorted(signed_in, bob, finds):
    caller = signed_in(bob)
    words = caller.get(f"{HERE}/finds?q=wardens&pile=new&found=month")
    person = caller.get(f"{HERE}/finds?q=@wardens")

    assert ids(words) in ([str(finds[0].id)], [])
    assert (person.status_code, person.json()["code"]) == (422, "of_a_person")
    assert len(ids(caller.get(f"{HERE}/finds?order=joy&limit=1"))) == 1


def test_pages_in_the_order_of_joy(signed_in, bob, finds):
    caller = signed_in(bob)
    first = caller.get(f"{HERE}/finds?order=joy&limit=1").json()

    second = caller.get(first["next"].removeprefix("/api/v1")).json()

    assert {first["data"][0]["id"], second["data"][0]["id"]} == {str(find.id) for find in finds}
    assert second["next"] is None


def test_a_view_of_ones_own(signed_in, bob, rea, in_marlowe):
    caller = signed_in(bob)
    made = caller.post(f"{HERE}/views", {"name": "Kind words", "wanted": {"joy": "thanks"}}).json()
    changed = caller.patch(f"{HERE}/views/{made['id']}", {"name": "Kinder words", "place": 3}).json()
    habit = caller.patch(f"{HERE}/habit", {"view_id": made["id"], "order": "joy"}).json()

    assert (made["wanted"], made["is_own"], changed["name"]) == ({"joy": "thanks"}, True, "Kinder words")
    assert habit == {"object": "habit", "order": "joy", "view_id": made["id"]}
    assert ids(signed_in(rea).get(f"{HERE}/views")) == []
    assert caller.delete(f"{HERE}/views/{made['id']}").status_code == 204
    assert caller.get(f"{HERE}/habit").json()["view_id"] is None


def test_the_councils_views_are_made_by_those_who_write_searches(signed_in, bob, ed, rea, in_marlowe):
    body = {"name": "Kind words", "wanted": {"joy": "thanks"}, "is_councils": True}

    refused = signed_in(bob).post(f"{HERE}/views", body).status_code
    made = signed_in(ed).post(f"{HERE}/views", body).json()

    assert refused == 403
    assert ids(signed_in(rea).get(f"{HERE}/views")) == [made["id"]]
    assert signed_in(bob).delete(f"{HERE}/views/{made['id']}").status_code == 403


def test_many_at_once_and_back(signed_in, bob, finds):
    caller = signed_in(bob)
    sent = {"what": "leave_be", "all": {"pile": "new"}, "reason": "advert"}
    batch = caller.post(f"{HERE}/batches", sent).json()

    undone = caller.post(f"{HERE}/batches/{batch['id']}/undo").json()

    assert (batch["size"], batch["became"]) == (2, {"done": 2})
    assert undone["became"] == {"undone": 2}
    assert caller.post(f"{HERE}/batches/{batch['id']}/undo").status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"what": "leave_be"},
        {"what": "eat", "finds": []},
        {"what": "pass_on", "all": {}},
        {"what": "later", "all": {}, "until": "soon"},
        {"what": "leave_be", "all": {"colour": "red"}},
    ],
)
def test_many_that_cannot_be(signed_in, bob, finds, body):
    assert signed_in(bob).post(f"{HERE}/batches", body).status_code == 422


def test_what_was_decided(signed_in, bob, ed, finds):
    caller = signed_in(bob)
    caller.post(f"{HERE}/finds/{finds[0].id}/leave-be")

    told = caller.get(f"{HERE}/activity").json()["data"]

    assert [(deed["verb"], deed["find_id"], deed["can_undo"]) for deed in told] == [
        ("left", str(finds[0].id), True)
    ]
    assert caller.get(f"{HERE}/activity?by={ed.member.id}").json()["data"] == []
