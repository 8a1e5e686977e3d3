"""A composite key that comes later, on a table that holds two councils' rows."""

import pytest
from django.apps import apps
from django.db import connections
from django.db.utils import IntegrityError

from apps.common.tenant_tables import AddTenantFK
from apps.organisations.scope import council
from tests.cast import make_council, make_person
from tests.factories.house import House

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
KEY = "ledger_act_find_id_own"


class State:
    """What a migration hands to an operation: the models as they are."""

    apps = apps


@pytest.fixture
def houses():
    furnished = []
    for slug in ("here", "there"):
        organisation = make_council(slug, slug.title())
        person = make_person(organisation, "Ann", "owner")
        with council(organisation.id):
            furnished.append(House(organisation, person.member).furnish())
    return furnished


@pytest.fixture
def without_key(houses):
    owner("ALTER TABLE ledger_act DROP CONSTRAINT ledger_act_find_id_own")
    yield houses
    owner("ALTER TABLE ledger_act DROP CONSTRAINT IF EXISTS ledger_act_find_id_own")
    owner("TRUNCATE ledger_act")
    migrate()


def owner(statement):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def migrate():
    with connections["owner"].schema_editor() as editor:
        AddTenantFK("Act", "find").database_forwards("ledger", editor, State, State)


def test_it_is_checked_and_force_is_back(without_key):
    migrate()

    assert owner(f"SELECT convalidated FROM pg_constraint WHERE conname = '{KEY}'") == [(True,)]
    assert owner("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'ledger_act'") == [(True,)]


def test_a_row_that_points_into_another_council_is_found(without_key):
    here, there = without_key
    with council(here.organisation.id):
        act = here.rows[apps.get_model("ledger.Act")]
        act.find_id = there.rows[apps.get_model("discoveries.Find")].pk
        act.save()

    with pytest.raises(IntegrityError):
        migrate()

    assert owner("SELECT relforcerowsecurity FROM pg_class WHERE relname = 'ledger_act'") == [(True,)]
