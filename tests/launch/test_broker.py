import psycopg
import pytest
from kombu import Connection
from psycopg.types.json import Jsonb

from config.launch.broker import ensure_broker
from config.launch.roles import administrator, broker_dsn_of, ensure_broker_database


@pytest.fixture
def dsn(database_server, worker_id):
    name = f"gc_launch_broker_{worker_id}"
    database_server.drop(name)
    with administrator(database_server.admin_url) as admin:
        ensure_broker_database(admin, name)
    yield broker_dsn_of(database_server.admin_url, database_server.passwords["gc_broker"], name)
    database_server.drop(name)


def test_the_second_time_installs_nothing(dsn):
    assert (ensure_broker(dsn), ensure_broker(dsn)) == (True, False)


def test_another_version_takes_the_place_of_the_first(dsn):
    ensure_broker(dsn)
    with psycopg.connect(dsn) as connection:
        connection.execute("COMMENT ON SCHEMA pgmq IS 'pgmq 0.1 as installed by Good Company'")

    assert ensure_broker(dsn)


def test_worker_events_find_the_function_they_call(dsn):
    ensure_broker(dsn)

    with psycopg.connect(dsn) as connection:
        sent = connection.execute("SELECT pgmq.send_topic('worker.online', %s, %s)", [Jsonb({}), Jsonb({})])

    assert sent.fetchone() == (0,)


def test_a_message_goes_through_as_celery_sends_it(dsn):
    ensure_broker(dsn)
    options = {"conn_string": dsn, "init_extension": False, "wait_time_seconds": 0, "polling_interval": 0.05}

    with (
        Connection("pgmq://localhost", transport_options=options) as broker,
        broker.SimpleQueue("default") as queue,
    ):
        queue.put({"id": 7})
        message = queue.get(timeout=5)
        message.ack()

    assert message.payload == {"id": 7}
