"""How the tests of this door call it: a person by session, a program by token, anybody by nothing."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import Client

from apps.common.clock import now
from apps.organisations.models import ApiToken
from apps.organisations.tokens import make_key


@dataclass
class Caller:
    """Sends JSON. Addresses are below /api/v1."""

    client: Client
    headers: dict = field(default_factory=dict)

    def get(self, path, **headers):
        return self.call("get", path, None, headers)

    def post(self, path, body=None, **headers):
        return self.call("post", path, {} if body is None else body, headers)

    def patch(self, path, body, **headers):
        return self.call("patch", path, body, headers)

    def delete(self, path, **headers):
        return self.call("delete", path, None, headers)

    def call(self, method, path, body, headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)("/api/v1" + path, headers=self.headers | named, **sent)


@pytest.fixture
def anyone():
    return Caller(Client(raise_request_exception=False))


@pytest.fixture
def signed_in():
    """``signed_in(ann)``: her session."""

    def caller(person):
        client = Client()
        client.force_login(person.user)
        return Caller(client)

    return caller


@pytest.fixture
def token_of():
    """``token_of(ann, "finds:read")``: the secret of a personal token; all of her role without scopes."""

    def issue(person, *scopes, kind="personal"):
        key = make_key()
        ApiToken.objects.create(
            organisation=person.organisation,
            kind=kind,
            created_by=person.member,
            name="For a test",
            prefix=key.prefix,
            digest=key.digest,
            scopes=list(scopes or sorted(person.actor.permissions)),
            created_at=now(),
            expires_at=now() + timedelta(days=1),
        )
        return key.raw

    return issue


@pytest.fixture
def by_token(token_of):
    """``by_token(ann, "finds:read")``: a program with her token."""

    def caller(person, *scopes, kind="personal"):
        return Caller(Client(), {"Authorization": f"Bearer {token_of(person, *scopes, kind=kind)}"})

    return caller
