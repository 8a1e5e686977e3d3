"""One's own home for programs."""

from tests.factories.finds import make_find

HOME = "/organisations/marlowe/home"


def test_three_finds_and_letters(signed_in, bob, in_marlowe):
    for _ in range(4):
        make_find(in_marlowe)
    bobs = signed_in(bob)

    home = bobs.patch(HOME, {"letters": "daily", "place": None}).json()

    assert (home["letters"], home["place"], len(home["finds"])) == ("daily", None, 3)
    assert home["finds"][0]["because"] == "joy"
    assert bobs.patch(HOME, {"letters": "hourly"}).status_code == 422


def test_a_program_of_nobody_gets_no_letters(by_token, ann, in_marlowe):
    program = by_token(ann, "finds:read", kind="integration")

    assert program.get(HOME).status_code == 200
    assert program.patch(HOME, {"letters": "daily"}).status_code == 403
