"""The page for people says everything that the document says."""

import pytest
from django.test import Client

from apps.api.documents import codes, groups


@pytest.fixture
def shown(db):
    return Client().get("/api/v1/docs").content.decode()


def test_every_operation_stands_on_it(shown):
    operations = [one for group in groups().values() for one in group]

    assert len(operations) > 60
    assert all(f'id="{one["id"]}"' in shown for one in operations)


def test_every_code_has_its_place(shown, signed_in, ann):
    problem = signed_in(ann).get("/organisations/marlowe/finds?limit=0").json()

    assert f'id="{problem["type"].split("#")[1]}"' in shown
    assert len({one["code"] for one in codes()}) > 25


def test_the_guide_is_read_as_text(shown):
    assert '<h2 id="five-minutes">' in shown
    assert "&lt;h2" not in shown
