"""The first answers: what is here, who am I."""


def test_the_index_says_what_the_key_may_do(by_token, rea):
    answer = by_token(rea, "finds:read").get("")

    assert answer.status_code == 200
    assert answer.json()["scopes"] == {"marlowe": ["finds:read"]}


def test_me_is_a_person_with_a_session(signed_in, ann):
    me = signed_in(ann).get("/me").json()

    assert (me["kind"], me["name"]) == ("session", "Ann")
    assert me["organisations"][0]["role"] == "owner"


def test_without_a_key_nobody_is_told_anything(anyone, ann):
    answer = anyone.get("/me")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "not_signed_in"


def test_my_council(signed_in, ann):
    answer = signed_in(ann).get("/organisations/marlowe")

    assert answer.json()["name"] == "Marlowe Borough Council"
