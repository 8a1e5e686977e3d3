import pytest
from psycopg.conninfo import conninfo_to_dict

from config import env
from config.launch.checkout import Checkout, NeedsAttention
from config.launch.environment import given_stores, our_stores

ADMIN = "postgresql://postgres:pw@db.example:5433/postgres?sslmode=require"


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_nothing_given_means_a_server_of_our_own(checkout):
    assert given_stores(checkout, {}) is None


def test_one_address_alone_is_an_administrators(checkout):
    stores = given_stores(checkout, {"DATABASE_URL": ADMIN})

    read = env.database(stores.match)

    assert stores.admin == ADMIN
    assert (read["USER"], read["HOST"], read["PORT"], read["NAME"]) == (
        *["gc_match", "db.example", "5433", "goodcompany"],
    )
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_all_addresses_given_are_used_as_they_are(checkout):
    given = {
        "DATABASE_URL": "a",
        "DATABASE_OWNER_URL": "b",
        "DATABASE_MATCH_URL": "c",
        "CELERY_BROKER_URL": "redis://",
    }

    stores = given_stores(checkout, given)

    assert (stores.app, stores.owner, stores.match, stores.broker, stores.admin) == (
        "a",
        "b",
        "c",
        "redis://",
        "",
    )


def test_half_of_the_addresses_is_refused_with_the_way_out(checkout):
    with pytest.raises(
        NeedsAttention, match="set DATABASE_OWNER_URL, DATABASE_MATCH_URL and CELERY_BROKER_URL"
    ):
        given_stores(checkout, {"DATABASE_URL": "a", "DATABASE_OWNER_URL": "b"})


def test_the_brokers_client_finds_the_socket(checkout):
    stores = our_stores(checkout, "postgresql://gc_admin@/postgres?host=/run/gc-s", {})

    read = conninfo_to_dict(stores.broker_dsn)

    assert "://" not in stores.broker_dsn
    assert (read["host"], read["dbname"], read["user"]) == ("/run/gc-s", "goodcompany_broker", "gc_broker")


def test_a_broker_of_yours_goes_with_a_server_of_ours(checkout):
    stores = our_stores(checkout, "postgresql:///postgres", {"CELERY_BROKER_URL": "redis://localhost"})

    assert (stores.broker, stores.broker_dsn) == ("redis://localhost", "")
