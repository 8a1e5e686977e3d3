"""Stories told apart and put together, tags and what was taught, by programs."""

import pytest

from apps.discoveries.actions.tags import make_tag
from tests.cast import NOON
from tests.desk.picked import follow, search
from tests.factories.finds import make_find

HERE = "/organisations/marlowe"


@pytest.fixture
def finds(in_marlowe):
    return [make_find(in_marlowe, title="Thank you, wardens"), make_find(in_marlowe)]


def test_together_apart_and_back(signed_in, bob, finds):
    caller = signed_in(bob)
    merged = caller.post(f"{HERE}/finds/merge", {"finds": [str(find.id) for find in finds]}).json()

    undone = caller.post(merged["undo"].removeprefix("/api/v1")).json()
    alone = caller.post(f"{HERE}/finds/{finds[0].id}/split")

    assert (merged["id"], merged["copies"]) == (str(finds[0].id), ["Allotment society"])
    assert undone["copies"] == []
    assert (alone.status_code, alone.json()["code"]) == (409, "stands_alone")


@pytest.mark.parametrize("body", [{}, {"finds": []}, {"finds": "x"}, {"finds": ["x"]}, {"finds": [7]}])
def test_put_together_needs_finds(signed_in, bob, in_marlowe, body):
    assert signed_in(bob).post(f"{HERE}/finds/merge", body).status_code == 422


def test_a_tag_on_and_off(signed_in, bob, finds):
    caller, address = signed_in(bob), f"{HERE}/finds/{finds[0].id}/tags"

    tag = caller.post(address, {"name": "Flooding"}).json()["tags"][0]
    taken = caller.delete(f"{address}/{tag['id']}").status_code

    assert (tag["name"], taken) == ("Flooding", 204)
    assert caller.delete(f"{address}/{tag['id']}").status_code == 404
    assert caller.post(address, {"name": "@mair"}).json()["code"] == "names_a_person"


def test_tags_are_suggested_by_how_they_begin(signed_in, ed, rea, in_marlowe):
    for name in ("Fêtes", "Flooding", "Growing"):
        make_tag(actor=ed.actor, name=name, at=NOON)

    suggested = signed_in(rea).get(f"{HERE}/tags?q=FE").json()["data"]

    assert [tag["name"] for tag in suggested] == ["Fêtes"]


def test_tags_are_kept_in_order(signed_in, ed, in_marlowe):
    caller = signed_in(ed)
    first, second = (caller.post(f"{HERE}/tags", {"name": name}).json() for name in ("Veg", "Growing"))

    caller.patch(f"{HERE}/tags/{first['id']}", {"name": "Vegetables"})
    merged = caller.post(f"{HERE}/tags/{first['id']}/merge", {"into": second["id"]}).json()
    ended = caller.delete(f"{HERE}/tags/{second['id']}").status_code

    assert (merged["name"], ended) == ("Growing", 204)
    assert caller.get(f"{HERE}/tags").json()["data"] == []


def test_what_is_taught(signed_in, ed, finds):
    caller = signed_in(ed)
    looked = caller.post(f"{HERE}/joy-rules/preview", {"phrase": "marrows"}).json()
    rule = caller.post(f"{HERE}/joy-rules", {"phrase": "marrows", "way": "less"}).json()

    rests = caller.patch(f"{HERE}/joy-rules/{rule['id']}", {"is_on": False}).json()
    gone = caller.delete(f"{HERE}/joy-rules/{rule['id']}").status_code

    assert looked["count"] == 2
    assert (rule["phrase"], rule["is_on"], rests["is_on"], gone) == ("marrows", True, False, 204)


def test_a_place_or_a_search_is_taught(signed_in, ed, in_marlowe):
    caller, place, found_by = signed_in(ed), follow(ed), search(ed)

    by_place = caller.post(f"{HERE}/joy-rules", {"source": str(place.id), "way": "more"}).json()
    by_search = caller.post(f"{HERE}/joy-rules", {"search": str(found_by.id), "way": "less"}).json()
    both = caller.post(f"{HERE}/joy-rules/preview", {"source": str(place.id), "search": str(found_by.id)})

    assert (by_place["source_id"], by_search["search_id"]) == (str(place.id), str(found_by.id))
    assert both.status_code == 422


def test_a_find_says_what_joy_it_holds_and_what_moved_it(signed_in, ed, finds):
    caller = signed_in(ed)
    rule = caller.post(f"{HERE}/joy-rules", {"phrase": "wardens", "way": "more"}).json()

    shown = caller.get(f"{HERE}/finds/{finds[0].id}").json()

    assert (shown["joy"], shown["moved_by"]) == ("thanks", [{"id": rule["id"], "way": "more"}])
