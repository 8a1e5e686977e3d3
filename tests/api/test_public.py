"""What everybody may read, without a name."""

import pytest

from apps.common.clock import now
from apps.ledger.actions import record_act
from apps.searches.actions import write_search

PUBLIC = "/public/organisations"


@pytest.fixture
def listening(in_marlowe, ed):
    return write_search(actor=ed.actor, name="Marrows and @someone", query="marrow", at=now())


def test_a_council_that_does_not_listen_is_not_there(anyone, marlowe):
    assert anyone.get(PUBLIC).json()["data"] == []
    assert anyone.get(f"{PUBLIC}/marlowe").status_code == 404


def test_a_council_that_listens_says_so(anyone, listening, elsewhere):
    assert [row["slug"] for row in anyone.get(PUBLIC).json()["data"]] == ["marlowe"]


def test_its_notice(anyone, listening):
    notice = anyone.get(f"{PUBLIC}/marlowe").json()

    assert (notice["searches"], notice["contact_email"]) == (["Marrows and"], "hello@marlowe.example")


def test_its_balance(anyone, bob, listening):
    record_act(actor=bob.actor, kind="like", way="give", at=now())

    assert anyone.get(f"{PUBLIC}/marlowe/balance").json()["gave"] == 1


@pytest.mark.parametrize("path", [PUBLIC, f"{PUBLIC}/marlowe", f"{PUBLIC}/marlowe/balance"])
def test_public_answers_are_cached_and_read_from_anywhere(anyone, listening, path):
    answer = anyone.get(path)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert not answer.cookies
    assert anyone.get(path, If_None_Match=answer["ETag"]).status_code == 304


def test_a_bad_token_does_not_matter_here(anyone, listening):
    assert anyone.get(PUBLIC, Authorization="Bearer nonsense").status_code == 200


def test_what_is_private_is_read_from_nowhere_else(signed_in, ann):
    assert "Access-Control-Allow-Origin" not in signed_in(ann).get("/me")
