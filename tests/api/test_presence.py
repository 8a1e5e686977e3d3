"""Who is looking at a find, as programs and our own pages ask."""

import pytest

from tests.factories.finds import make_find


@pytest.fixture
def address(in_marlowe):
    return f"/organisations/marlowe/finds/{make_find(in_marlowe).id}/presence"


def names(answer):
    assert answer.status_code == 200
    return [row["person"]["name"] for row in answer.json()["data"]]


def test_each_sees_the_others_until_they_go(signed_in, ann, bob, address):
    anns, bobs = signed_in(ann), signed_in(bob)

    assert names(bobs.post(address)) == []
    assert names(anns.post(address)) == ["Bob"]
    assert names(bobs.get(address)) == ["Ann"]
    assert bobs.delete(address).status_code == 204
    assert names(anns.get(address)) == []


def test_other_councils_see_nobody(signed_in, bob, eve, address):
    signed_in(bob).post(address)

    assert signed_in(eve).get(address).status_code == 404
    assert signed_in(eve).post(address.replace("marlowe", "elsewhere")).status_code == 404
