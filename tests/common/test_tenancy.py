"""The scope, its loudness and the database behind it."""

import pytest
from django.db import DataError, transaction

from apps.common.clock import now
from apps.common.scope import NoOrganisation, org_scope
from apps.organisations.models import Organisation, Team


@pytest.fixture
def council(db):
    return Organisation.objects.create(slug="a", name="A", suppression_key=b"k" * 32, created_at=now())


def test_a_query_without_a_scope_is_refused(db):
    with pytest.raises(NoOrganisation):
        Team.objects.count()


def test_the_base_manager_without_a_scope_is_an_error_in_the_database(council):
    with pytest.raises(DataError), transaction.atomic():
        Team._base_manager.count()


def test_rows_of_the_scope_are_seen(council):
    with org_scope(council.id):
        Team.objects.create(organisation=council, name="Parks")

        assert Team.objects.count() == 1
