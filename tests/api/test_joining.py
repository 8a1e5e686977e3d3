"""Coming in and the first steps, for programs of the person themselves."""

import pytest

from apps.organisations.models import Membership
from apps.work.tasks import drain

ADUR, BRISTOL = "E07000223", "E06000023"
HERE = "/organisations/marlowe"


@pytest.fixture
def here(marlowe, ann):
    marlowe.gss = ADUR
    marlowe.save()
    return marlowe


@pytest.fixture
def eves(signed_in, eve):
    return signed_in(eve)


@pytest.fixture
def anns(signed_in, ann):
    return signed_in(ann)


def test_the_list_is_asked_by_name_and_by_what_is_mine(eves, eve):
    eve.user.emailaddress_set.create(email="eve@bristol.gov.uk", verified=True)

    named = eves.get("/uk-councils?named=adur").json()["data"]
    mine = eves.get("/uk-councils").json()["data"]

    assert [(one["gss"], one["is_yours"]) for one in named] == [(ADUR, False)]
    assert [(one["gss"], one["is_yours"]) for one in mine] == [(BRISTOL, True)]


def test_asking_is_answered_alike_by_who_is_here_and_who_is_not(eves, here):
    answers = [eves.post("/join-requests", {"gss": gss}).json() for gss in (ADUR, BRISTOL)]

    shifting = {"id", "gss", "asked_at", "expires_at"}
    assert [{key: one[key] for key in one.keys() - shifting} for one in answers] == [
        {"object": "join_request", "words": "", "state": "open", "answer_words": "", "answered_at": None}
    ] * 2


def test_an_owner_lets_in_whoever_asked(eves, eve, anns, here):
    eves.post("/join-requests", {"gss": ADUR, "words": "Eve from the harbour"})
    drain("mail")
    waiting = anns.get(f"{HERE}/join-requests").json()["data"][0]

    answer = anns.post(f"{HERE}/join-requests/{waiting['id']}/let-in", {"role": "reader"})

    assert waiting["asker"] == {"name": "Eve", "email": eve.user.email}
    assert (answer.status_code, answer.json()["role"]) == (201, "reader")
    assert eves.get("/join-requests").json()["data"][0]["state"] == "let_in"


def test_an_owner_says_not_this_time(eves, anns, here):
    eves.post("/join-requests", {"gss": ADUR})
    drain("mail")
    waiting = anns.get(f"{HERE}/join-requests").json()["data"][0]["id"]

    assert anns.post(f"{HERE}/join-requests/{waiting}/decline", {"words": "Later."}).status_code == 204
    assert eves.get("/join-requests").json()["data"][0]["answer_words"] == "Later."


def test_a_request_is_taken_back(eves, here):
    asked = eves.post("/join-requests", {"gss": ADUR}).json()["id"]

    assert eves.delete(f"/join-requests/{asked}").status_code == 204
    assert eves.delete(f"/join-requests/{asked}").status_code == 409


def test_a_token_asks_for_nobody(by_token, eve):
    program = by_token(eve)

    assert program.post("/join-requests", {"gss": ADUR}).status_code == 403
    assert program.post("/organisations", {"gss": ADUR, "purpose": "x"}).status_code == 403


def test_somebody_of_the_house_begins(eves, eve, settings):
    settings.GC_OPEN_SIGN_UP = True
    eve.user.emailaddress_set.create(email="eve@bristol.gov.uk", verified=True)

    answer = eves.post("/organisations", {"gss": BRISTOL, "purpose": "To join in."})

    assert (answer.status_code, answer.json()["role"]) == (201, "owner")
    assert Membership.objects.filter(user=eve.user, organisation__gss=BRISTOL).exists()


@pytest.mark.parametrize("body", [{}, {"gss": BRISTOL, "name": "Both"}])
def test_beginning_names_one_council(eves, settings, body):
    settings.GC_OPEN_SIGN_UP = True

    assert eves.post("/organisations", body | {"purpose": "x"}).status_code == 422


def test_where_sign_up_is_closed_nobody_begins(eves):
    answer = eves.post("/organisations", {"gss": BRISTOL, "purpose": "x"})

    assert (answer.status_code, answer.json()["code"]) == (403, "not_open")


def test_the_first_steps_are_read_and_put_away(signed_in, bob):
    bobs = signed_in(bob)
    bobs.post(f"{HERE}/practice", {"kind": "like", "way": "give"})

    steps = bobs.get(f"{HERE}/first-steps").json()["data"]

    assert [(step["key"], step["is_done"]) for step in steps] == [("practice", True), ("said", False)]
    assert bobs.post(f"{HERE}/first-steps/close").status_code == 204
