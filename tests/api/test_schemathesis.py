"""The API attacked through its own description, by an owner's token, a reader's and none. No answer may be broken.

The short run tries a seeded handful for each operation; ``--long`` tries hundreds.
"""

from collections import Counter

import pytest
import schemathesis
from django.db import connections
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from apps.api import throttling
from apps.api.documents import described
from apps.api.throttling import Policy
from apps.common.clock import now
from apps.ledger.actions import record_act
from apps.organisations.scope import council
from apps.searches.actions import write_search
from tests.factories.finds import make_find

# A rule that a schema cannot tell is answered with 422, a stale If-Match with 412, an unreadable cursor with 400,
# a sixth letter to one address with 429.
REFUSED = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "422", "429"]
ALL = {"examples", "coverage", "fuzzing", "stateful"}


@pytest.fixture
def unlimited(monkeypatch):
    for name in ("CALLER", "COUNCIL", "PUBLIC", "STRANGER"):
        monkeypatch.setattr(throttling, name, Policy(name.lower(), 999_999, 60))


@pytest.fixture
def patient_connections(monkeypatch):
    """Thousands of requests, not thousands of sign-ins to the database."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 60)


@pytest.fixture
def furnished(marlowe, ann):
    with council(marlowe.id):
        write_search(actor=ann.actor, name="Marrows", query="marrow", at=now())
        record_act(actor=ann.actor, kind="like", way="give", find=make_find(marlowe), at=now())
        make_find(marlowe)


def attack(address, secret, *, examples, phases):
    """Every failure and error, in words; and how often each status was answered."""
    config = SchemathesisConfig.from_dict(settings_of(address, secret, examples, phases))
    told, statuses = set(), Counter()
    for event in from_schema(schemathesis.openapi.from_dict(described(), config=config)).execute():
        if isinstance(event, NonFatalError | FatalError):
            told.add(str(getattr(event, "value", None) or getattr(event, "exception", event)))
        if isinstance(event, ScenarioFinished):
            told.update(failures_of(event.recorder))
            statuses.update(answer.response.status_code for answer in event.recorder.interactions.values())
    return sorted(told), statuses


def settings_of(address, secret, examples, phases):
    return {
        "seed": 20261124,
        "base-url": address,
        # Django's test server loses its place in a kept connection after thousands of odd requests, and both wait.
        "headers": {"Connection": "close"},
        "request-timeout": 30,
        "auth": {"openapi": {"token": {"bearer": secret}}} if secret else {},
        "parameters": {"path.org": "marlowe", "path.slug": "marlowe"},
        "generation": {"max-examples": examples, "database": "none"},
        "checks": {"positive_data_acceptance": {"expected-statuses": REFUSED}},
        "phases": {
            name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing", "stateful")
        },
        # A token that revokes itself would end the attack; tests/api/test_tokens.py does it instead.
        "operations": [{"include-operation-id": "delete_one_token", "enabled": False}],
        "cache": {"enabled": False},
    }


def failures_of(recorder):
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                case = recorder.cases[case_id].value
                yield f"{case.method} {case.formatted_path}: {check.failure_info.failure}\n{check.failure_info.code_sample}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("who", "examples", "phases"),
    [
        pytest.param("ann", 1, {"coverage", "fuzzing"}, id="an owner"),
        pytest.param("rea", 3, {"fuzzing"}, id="a reader"),
        pytest.param(None, 3, {"fuzzing"}, id="nobody"),
        pytest.param("ann", 200, ALL, id="an owner at length", marks=pytest.mark.long),
        pytest.param("rea", 200, ALL, id="a reader at length", marks=pytest.mark.long),
        pytest.param(None, 200, ALL, id="nobody at length", marks=pytest.mark.long),
    ],
)
def test_nothing_breaks(
    request, patient_connections, live_server, unlimited, furnished, token_of, who, examples, phases
):
    secret = token_of(request.getfixturevalue(who)) if who else None

    failures, statuses = attack(live_server.url, secret, examples=examples, phases=phases)

    assert failures == []
    assert statuses[200]
    assert statuses.total() > 50 * examples
