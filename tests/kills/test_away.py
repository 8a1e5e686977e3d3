"""While PostgreSQL is away people are told to come back in a moment, and programs when."""

import pytest
from django.db import connections
from django.test import Client


@pytest.fixture
def away(transactional_db):
    """A database that nobody answers for."""
    wrapper = connections["default"]
    host = wrapper.settings_dict["HOST"]
    wrapper.close()
    wrapper.settings_dict["HOST"] = "/nowhere"
    yield
    wrapper.close()
    wrapper.settings_dict["HOST"] = host


@pytest.mark.parametrize(
    "path", ["/", "/o/", "/accounts/login/", "/api/v1/me", "/healthz/ready", "/healthz/work"]
)
def test_everybody_is_asked_to_come_back(ann, client, away, path):
    anybody = Client(raise_request_exception=False)

    answer = anybody.get(path, headers={"cookie": "gc_session=somebodys"})

    assert answer.status_code == 503
    assert answer["Retry-After"]
