"""The names of places, for programs."""

import pytest

HERE = "/organisations/marlowe/places"


@pytest.fixture
def eds(signed_in, ed):
    return signed_in(ed)


@pytest.fixture
def netherby(eds):
    return eds.post(HERE, {"name": "Netherby", "kind": "ward", "other_names": ["The Green"]}).json()


def test_a_place_comes_back_as_it_was_sent(netherby):
    told = {name: netherby[name] for name in ("object", "name", "kind", "other_names", "is_common_word")}

    assert told == {
        "object": "place",
        "name": "Netherby",
        "kind": "ward",
        "other_names": ["The Green"],
        "is_common_word": False,
    }


def test_a_set_gains_and_loses_its_parts(eds, netherby):
    north = eds.post(HERE, {"name": "The north", "kind": "set"}).json()["id"]

    there = eds.post(f"{HERE}/{north}/parts", {"place": netherby["id"]}).json()["parts"]
    eds.delete(f"{HERE}/{north}/parts/{netherby['id']}")

    assert [part["name"] for part in there] == ["Netherby"]
    assert eds.get(f"{HERE}/{north}").json()["parts"] == []


def test_what_changes_is_named_and_the_rest_stays(eds, netherby):
    changed = eds.patch(f"{HERE}/{netherby['id']}", {"is_common_word": True}).json()

    assert (changed["is_common_word"], changed["other_names"]) == (True, ["The Green"])


def test_an_ended_place_is_gone(eds, netherby):
    assert eds.delete(f"{HERE}/{netherby['id']}").status_code == 204
    assert eds.get(f"{HERE}/{netherby['id']}").status_code == 404


def test_a_list_is_previewed_and_then_brought_in(eds, netherby):
    sent = {"text": "Netherby\nOverby", "kind": "ward"}

    shown = eds.post(f"{HERE}/list-preview", sent).json()
    done = eds.post(f"{HERE}/list", sent).json()

    assert [step["what"] for step in shown["steps"]] == ["same", "new"]
    assert done["steps"] == shown["steps"]
    assert len(eds.get(HERE).json()["data"]) == 2


def test_a_faulty_list_is_a_problem_with_a_pointer_and_its_line(eds):
    answer = eds.post(f"{HERE}/list", {"text": "name,kind\nNetherby,parish"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/text"
    assert answer.json()["errors"][0]["detail"].startswith("Line 2:")
