"""Nothing that is asked here tells whether a thing exists elsewhere: theirs and nobody's are answered alike.

Each pair is asked twice by our owner: with a name or an id that another council has, and with one that nobody has.
"""

import json
import re
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from apps.organisations.invitations import digest_of, make_nonce, new_token
from apps.organisations.models import ApiToken, Invitation, Organisation, Team
from apps.organisations.tokens import make_key
from apps.searches.models import ListedAccount, Search
from tests.guards.matrix import canonical
from tests.guards.stage import Caller, Stage, by_session

FORM_TOKEN = re.compile(rb'(?<=")\w{64}(?=")')
MOMENT = re.compile(rb"2\d{3}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)")
HERE = "/api/v1/organisations/marlowe"
DESK = "/o/marlowe"


@dataclass(frozen=True)
class Pair:
    """``theirs`` and ``nobodys`` are equally long; ``body`` and ``path`` have ``*`` where they go."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    caller: str = "session o"

    def asked(self, stage, value):
        path = self.path.replace("*", str(value))
        body = json.loads(json.dumps(self.body).replace("*", str(value)))
        answer = stage.callers[self.caller].ask(self.method, path, body, is_json=path.startswith("/api"))
        spoken = replace(answer, content=answer.content.replace(str(value).encode(), b"*"))
        status, content, headers = canonical(spoken)
        headers.pop("ETag", None)
        content = MOMENT.sub(b"now", FORM_TOKEN.sub(b"", content))
        return status, content, headers, answer.written


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)


def of_foreign(model, column):
    return lambda stage: getattr(stage.foreign.house.rows[model], column)


def like(value):
    """As long, and nobody's."""
    return "q" + "x" * (len(str(value)) - 1)


NAMES = {
    "a search's name": (
        of_foreign(Search, "name"),
        Pair("POST", f"{HERE}/searches", {"name": "*", "query": "marrows"}),
    ),
    "a team's name": (of_foreign(Team, "name"), Pair("POST", f"{HERE}/teams", {"name": "*"})),
    "a listed account": (
        of_foreign(ListedAccount, "handle"),
        Pair("POST", f"{HERE}/listed-accounts", {"handle": "*", "name": "Friends", "kind": "ours"}),
    ),
    "a token's name": (
        of_foreign(ApiToken, "name"),
        Pair("POST", f"{HERE}/tokens", {"name": "*", "scopes": ["finds:read"]}),
    ),
    "our own name": (lambda stage: "Harwood", Pair("PATCH", HERE, {"name": "*"})),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_another_council_uses_is_free_here(stage, name):
    value_of, pair = NAMES[name]
    theirs = value_of(stage)
    answers = [secretless(pair.asked(stage, value)) for value in (theirs, like(theirs))]

    assert answers[0] == answers[1]
    assert answers[0][0] in {200, 201}


def secretless(answer):
    """A new token's prefix and secret are never the same twice."""
    status, content, headers, written = answer
    if b'"secret"' in content:
        content = {
            name: value for name, value in json.loads(content).items() if name not in {"secret", "prefix"}
        }
    return status, content, headers, written


TAKEN = {"a search's name": Search, "a team's name": Team}


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_we_use_ourselves_is_not_free(stage, name):
    """So the pairs above would tell if names were compared across councils."""
    ours = stage.ours.house.rows[TAKEN[name]].name

    assert NAMES[name][1].asked(stage, ours)[0] in {409, 422}


ADDRESSES = {
    "somebody who works for another council": lambda stage: stage.foreign.people["c"].user.email,
    "somebody who was invited by another council": of_foreign(Invitation, "email"),
    "somebody of a suspended council": lambda stage: stage.suspended.people["o"].user.email,
}
ASKED_WITH_AN_ADDRESS = {
    "inviting by program": Pair("POST", f"{HERE}/invitations", {"email": "*", "role": "reader"}),
    "inviting on the page": Pair("POST", f"{DESK}/people/invitations/", {"email": "*", "role": "reader"}),
    "signing in": Pair("POST", "/accounts/login/", {"login": "*", "password": "wrong horse"}, "anonymous"),
    "asking for a code": Pair("POST", "/accounts/login/code/", {"email": "*"}, "anonymous"),
    "forgetting the password": Pair("POST", "/accounts/password/reset/", {"email": "*"}, "anonymous"),
}


@pytest.mark.parametrize("who", ADDRESSES)
@pytest.mark.parametrize("how", ASKED_WITH_AN_ADDRESS)
def test_an_address_that_we_know_is_answered_like_one_that_we_do_not(stage, how, who):
    theirs = ADDRESSES[who](stage)
    nobodys = like(theirs.partition("@")[0]) + "@" + theirs.partition("@")[2]
    pair = ASKED_WITH_AN_ADDRESS[how]

    assert pair.asked(stage, theirs) == pair.asked(stage, nobodys)


IDS = {
    "finds of a search": ("search_id", Pair("GET", f"{HERE}/finds?search=*")),
    "finds of a place": ("follow_id", Pair("GET", f"{HERE}/finds?source=*")),
    "finds of a search, page": ("search_id", Pair("GET", f"{DESK}/finds?search=*")),
    "finds of a place, page": ("follow_id", Pair("GET", f"{DESK}/finds?place=*")),
    "acts on a find": ("find_id", Pair("GET", f"{HERE}/acts?find=*")),
    "acts of a colleague": ("member_id", Pair("GET", f"{HERE}/acts?by=*")),
    "who did what": ("member_id", Pair("GET", f"{DESK}/settings/audit/?person=*")),
    "an act on a find": (
        "find_id",
        Pair("POST", f"{HERE}/acts", {"kind": "like", "way": "give", "find": "*"}),
    ),
    "a search for a team": (
        "team_id",
        Pair("POST", f"{HERE}/searches", {"name": "New", "query": "marrows", "team_id": "*"}),
    ),
    "a search for a team, page": (
        "team_id",
        Pair("POST", f"{DESK}/searches/new", {"name": "New", "query": "marrows", "team_id": "*"}),
    ),
    "following from a look": ("look_id", Pair("POST", f"{HERE}/sources", {"look": "*", "place": 0})),
    "passing on to somebody": ("member_id", Pair("POST", f"{HERE}/finds/FIND/pass-on", {"to": "*"})),
    "passing on to a team": ("team_id", Pair("POST", f"{HERE}/finds/FIND/pass-on", {"team": "*"})),
    "passing on, page": ("member_id", Pair("POST", f"{DESK}/finds/FIND/pass-on", {"to": "to:*"})),
    "putting into a team": ("member_id", Pair("POST", f"{HERE}/teams/TEAM/members", {"member": "*"})),
    "putting into a team, page": (
        "member_id",
        Pair("POST", f"{DESK}/people/teams/TEAM/add/", {"member": "*"}),
    ),
}


@pytest.mark.parametrize("what", IDS)
def test_a_foreign_id_in_what_is_sent_is_like_nobodys(stage, what):
    kind, pair = IDS[what]
    path = pair.path.replace("FIND", str(stage.ours.id_for("find_id")))
    path = path.replace("TEAM", str(stage.ours.id_for("team_id")))
    pair = Pair(pair.method, path, pair.body, pair.caller)
    theirs = pair.asked(stage, stage.foreign.id_for(kind))

    assert theirs == pair.asked(stage, uuid4())
    assert theirs[3] == 0


@pytest.mark.parametrize("path", ["/c/*", "/c/*/listening", "/api/v1/public/organisations/*", "/o/*/"])
def test_a_council_that_does_not_listen_yet_is_like_none(stage, path):
    with transaction.atomic():
        Organisation.objects.filter(slug="harwood").update(listening_since=None)
        quiet = Pair("GET", path).asked(stage, "harwood")
        transaction.set_rollback(True)

    assert quiet == Pair("GET", path).asked(stage, "nowhere")
    assert quiet[0] == 404


def test_a_suspended_council_is_like_none(stage):
    for path in ("/c/*", "/api/v1/public/organisations/*", "/o/*/", "/api/v1/organisations/*/finds"):
        assert Pair("GET", path).asked(stage, "penrith") == Pair("GET", path).asked(stage, "nowhere")


ADUR, WORTHING = "E07000223", "E07000229"
ASKED_ABOUT_A_COUNCIL = {
    "looking at it": Pair("GET", "/welcome/*/"),
    "asking to come in": Pair("POST", "/welcome/*/", {"words": "Somebody"}),
    "asking by program": Pair("POST", "/api/v1/join-requests", {"gss": "*"}),
    "beginning by program": Pair("POST", "/api/v1/organisations", {"gss": "*", "purpose": "To join in."}),
    "finding it by name": Pair("GET", "/api/v1/uk-councils?named=*"),
}


@pytest.mark.parametrize("how", ASKED_ABOUT_A_COUNCIL)
def test_a_stranger_does_not_learn_which_councils_are_here(stage, how, settings):
    """Adur is here and Worthing is not; both stand in the list, and share a house that our owner is not of."""
    settings.GC_OPEN_SIGN_UP = True
    names = {ADUR: "adur", WORTHING: "worthing"}
    with transaction.atomic():
        Organisation.objects.filter(slug="harwood").update(gss=ADUR)
        answers = [nameless(ASKED_ABOUT_A_COUNCIL[how], stage, gss, names[gss]) for gss in (ADUR, WORTHING)]
        transaction.set_rollback(True)

    assert answers[0] == answers[1]


def nameless(pair, stage, gss, name):
    """Without what the public list says about that council."""
    asked = name if "named" in pair.path else gss
    status, content, headers, written = pair.asked(stage, asked)
    called = f"{name.title()} District Council", f"{name.title()} Borough Council", name.title()
    for word in ("adur-worthing.gov.uk", "*-worthing.gov.uk", "adur-*.gov.uk", gss, *called, name):
        content = content.replace(word.encode(), b"*")
    content = re.sub(rb'"id":"[^"]*"|"tier":"[^"]*"', b"", content)
    return status, content, headers.get("Location"), written


def keys_that_open_nothing(stage):
    """One with the prefix of a token that exists, one of a council that is suspended, one that was never made."""
    theirs, never = make_key(), make_key()
    stranger = stage.foreign.house.rows[ApiToken]
    with transaction.atomic():
        ApiToken.objects.filter(pk=stranger.pk).update(prefix=theirs.prefix)
        yield theirs.raw
        transaction.set_rollback(True)
    yield never.raw
    yield "gck_nonsense"


def test_a_wrong_secret_is_like_a_token_that_never_was(stage):
    client = stage.callers["anonymous"].client
    answers = [
        canonical(Caller(client, {"Authorization": f"Bearer {raw}"}).ask("GET", "/api/v1/me"))
        for raw in keys_that_open_nothing(stage)
    ]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 401


@pytest.fixture
def letter(stage):
    """The token of an invitation that stands, to somebody who is not asking."""
    nonce = make_nonce()
    token = new_token(nonce)
    waiting = stage.foreign.house.rows[Invitation]
    Invitation.objects.filter(pk=waiting.pk).update(
        nonce=nonce, digest=digest_of(token), email="new@people.example"
    )
    return token


@pytest.mark.parametrize("caller", ["anonymous", "session o", "foreign owner"])
def test_anothers_letter_is_like_one_that_was_never_written(stage, letter, caller):
    answers = []
    for token in (letter, like(letter)):
        with transaction.atomic():
            client = stage.callers[caller].client
            opened = client.get(f"/accounts/invitations/{token}/")
            page = client.get("/accounts/invitation/")
            taken = client.post("/accounts/invitation/")
            answers.append([(one.status_code, readable(one)) for one in (opened, page, taken)])
            transaction.set_rollback(True)

    assert answers[0] == answers[1]


def readable(answer):
    """Without the form's own token."""
    lines = answer.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and "csrf-token" not in line]


def test_a_cursor_of_another_council_is_no_cursor_here(stage):
    eve = by_session(stage.foreign.people["o"])
    listed = json.loads(eve.ask("GET", "/api/v1/organisations/harwood/members?limit=1").content)
    cursor = listed["next"].partition("cursor=")[2]
    pair = Pair("GET", f"{HERE}/members?cursor=*")

    assert pair.asked(stage, cursor)[:2] == pair.asked(stage, like(cursor))[:2]
    assert pair.asked(stage, cursor)[0] == 400


def test_an_idempotency_key_of_another_council_is_fresh_here(stage):
    caller = stage.callers["session o"]
    with transaction.atomic():
        theirs = send(stage.callers["foreign owner"], "harwood")
        ours = send(caller, "marlowe")
        transaction.set_rollback(True)

    assert (theirs.status_code, ours.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in ours.headers


def send(caller, slug):
    return caller.client.post(
        f"/api/v1/organisations/{slug}/teams",
        json.dumps({"name": "Rangers"}),
        content_type="application/json",
        headers={"Idempotency-Key": "the-same-key"},
    )
