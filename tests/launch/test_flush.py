import psycopg
import pytest

from tests.flush import Flush


@pytest.fixture
def owner(database_server, worker_id):
    name = f"gc_launch_flush_{worker_id}"
    database_server.make_empty(name)
    with psycopg.connect(database_server.urls(name)["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE places (id int PRIMARY KEY)")
        connection.execute("CREATE TABLE finds (place int REFERENCES places)")
        connection.execute("CREATE TABLE days (day date) PARTITION BY RANGE (day)")
        connection.execute("CREATE TABLE days_rest PARTITION OF days DEFAULT")
        yield connection
    database_server.drop(name)


@pytest.fixture
def flush(owner):
    owner.execute("INSERT INTO places VALUES (1)")
    made = Flush(owner.info.dsn + f" password={owner.info.password}")
    yield made
    made.close()


def count(owner, table):
    return owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_what_a_test_wrote_is_gone(owner, flush):
    owner.execute("INSERT INTO finds VALUES (1)")
    owner.execute("INSERT INTO days VALUES ('2026-05-01')")

    flush()

    assert (count(owner, "finds"), count(owner, "days")) == (0, 0)


def test_what_the_migrations_wrote_is_back(owner, flush):
    owner.execute("DELETE FROM places")
    owner.execute("INSERT INTO places VALUES (2), (3)")

    flush()

    assert owner.execute("SELECT id FROM places").fetchall() == [(1,)]
