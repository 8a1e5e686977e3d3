"""Searches read in every way, their versions side by side, and an earlier one brought back."""

import pytest

SEARCHES = "/organisations/marlowe/searches"


@pytest.fixture
def search(signed_in, ed):
    answer = signed_in(ed).post(SEARCHES, {"name": "Marrows", "query": "marrow OR courgette"})
    return answer["Location"].removeprefix("/api/v1")


class TestReadInEveryWay:
    def test_a_query_has_its_boxes_and_its_sentence(self, signed_in, rea):
        asked = {"query": '(litter OR rubbish) pick near:"Netherby" -jobs'}

        read = signed_in(rea).post(f"{SEARCHES}/read", asked).json()

        assert read["fields"] == {
            "all": ["pick"],
            "any": ["litter", "rubbish"],
            "near": ["Netherby"],
            "none": ["jobs"],
        }
        assert read["simple"] is None
        assert "a choice beside other words" in read["simple_cannot_show"]
        assert read["sentence"].startswith("Anything that ")

    def test_boxes_make_a_query(self, signed_in, rea):
        fields = {"any": ["litter pick, beach clean"], "from": ["plots"], "has": ["image"]}

        read = signed_in(rea).post(f"{SEARCHES}/read", {"fields": fields}).json()

        assert read["query"] == "((litter pick) OR (beach clean)) from:plots has:image"
        assert read["fields"]["any"] == ["litter pick", "beach clean"]

    def test_a_query_that_asks_for_the_same_stays_as_it_is_written(self, signed_in, rea):
        body = {"query": "marrow   -jobs (big)", "fields": {"all": ["big", "marrow"], "none": ["jobs"]}}

        assert signed_in(rea).post(f"{SEARCHES}/read", body).json()["query"] == body["query"]

    def test_what_a_box_cannot_honour_is_said_beside_it(self, signed_in, rea):
        body = {"fields": {"all": ["marrow"], "since": ["31/05/2026"]}}

        notes = signed_in(rea).post(f"{SEARCHES}/read", body).json()["notes"]

        assert [(note["field"], note["code"], note["level"]) for note in notes] == [
            ("since", "date-odd", "error")
        ]

    def test_what_no_box_can_show_is_said(self, signed_in, rea):
        read = signed_in(rea).post(f"{SEARCHES}/read", {"query": "a OR (b (c OR d))"}).json()

        assert (read["fields"], "brackets inside" in read["cannot_show"]) == (None, True)

    @pytest.mark.parametrize("body", [{}, {"fields": {"mood": ["happy"]}}, {"fields": {"all": "marrow"}}])
    def test_what_is_neither(self, signed_in, rea, body):
        assert signed_in(rea).post(f"{SEARCHES}/read", body).status_code == 422


def test_versions_say_what_changed(signed_in, ed, search):
    api = signed_in(ed)
    api.patch(search, {"query": "marrow OR courgette OR leek -jobs"})

    newest, first = api.get(f"{search}/versions").json()["data"]

    assert newest["changes"] == ["New as one of the choices: “leek”.", "Left out from now on: “jobs”."]
    assert first["changes"] == []


def test_two_versions_side_by_side(signed_in, ed, search):
    api = signed_in(ed)
    api.patch(search, {"query": "marrow OR leek"})
    newest, first = api.get(f"{search}/versions").json()["data"]

    backwards = api.get(f"{search}/versions/{first['id']}?compared_with={newest['id']}").json()

    assert backwards["compared_with"] == 2
    assert backwards["before"] == [["marrow OR ", ""], ["leek", "removed"]]
    assert backwards["after"] == [["marrow OR ", ""], ["courgette", "added"]]


def test_a_version_comes_back(signed_in, ed, search):
    api = signed_in(ed)
    api.patch(search, {"query": "plum"})
    first = api.get(f"{search}/versions").json()["data"][-1]

    back = api.post(f"{search}/versions/{first['id']}/restore", {"based_on": 2})

    assert (back.json()["version"], back.json()["query"]) == (3, "marrow OR courgette")
