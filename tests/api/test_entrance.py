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


def test_i_change_how_i_am_addressed(signed_in, bob):
    answer = signed_in(bob).patch("/me", {"name": "Robert"})

    assert (answer.json()["name"], answer.json()["language"]) == ("Robert", "en-gb")


def test_my_token_does_not_change_me(by_token, bob):
    assert by_token(bob).patch("/me", {"name": "Robert"}).status_code == 403


def test_an_integration_is_nobody(by_token, ann):
    me = by_token(ann, "finds:read", kind="integration").get("/me").json()

    assert (me["kind"], me["name"], me["email"]) == ("integration", "For a test", None)
    assert me["organisations"][0]["member_id"] is None
