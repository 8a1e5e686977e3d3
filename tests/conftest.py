"""The database of the tests. ``default`` connects as gc_app, ``owner`` as gc_owner, ``match`` as gc_match.

Every xdist worker has a clone of one migrated template; see config/launch/throwaway.py.
"""

import os
from contextlib import ExitStack

import django.test
import pytest
from django.conf import settings
from django.db import connections

from config import env
from config.launch.broker import ensure_broker
from config.launch.checkout import this_checkout
from config.launch.roles import administrator, broker_dsn_of, ensure_broker_database
from config.launch.suite import find_browser
from config.launch.throwaway import ALIASES, TestServer, test_server
from tests.flush import Flush

pytest_plugins = ["tests.cast"]
STACK = pytest.StashKey[ExitStack]()
SERVER = pytest.StashKey[TestServer]()


def started_server(config):
    """The run's server, started by whoever asks first: the first test with a database, or xdist's controller."""
    if hasattr(config, "workerinput"):
        return TestServer(**config.workerinput["test_server"])
    if SERVER not in config.stash:
        config.stash[STACK] = ExitStack()
        config.stash[SERVER] = config.stash[STACK].enter_context(test_server(this_checkout()))
    return config.stash[SERVER]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    server = started_server(node.config)
    node.workerinput["test_server"] = {
        "admin_url": server.admin_url,
        "template": server.template,
        "passwords": dict(server.passwords),
    }


def pytest_unconfigure(config):
    if STACK in config.stash:
        config.stash[STACK].close()


def pytest_collection_modifyitems(items):
    if find_browser():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(
                pytest.mark.skip(reason="no Chromium; ./dev test --install-browser gets one as root")
            )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium for pytest-playwright; its sandbox refuses to work for root."""
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": find_browser(), "args": sandbox}


@pytest.fixture(scope="session")
def broker_dsn(database_server, worker_id):
    """A pgmq broker of this worker's own: GC_BROKER_DSN for celery workers that a test starts."""
    name = f"gc_test_broker_{worker_id}"
    database_server.drop(name)
    with administrator(database_server.admin_url) as admin:
        ensure_broker_database(admin, name)
    dsn = broker_dsn_of(database_server.admin_url, database_server.passwords["gc_broker"], name)
    ensure_broker(dsn)
    yield dsn
    database_server.drop(name)


@pytest.fixture(scope="session")
def database_server(request):
    """The TestServer: clone, make_empty and drop databases beside the one of the tests."""
    return started_server(request.config)


@pytest.fixture(scope="session")
def database_name(database_server, worker_id):
    name = f"gc_test_{os.getpid()}_{worker_id}"
    database_server.clone(name)
    yield name
    connections.close_all()
    database_server.drop(name)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, database_server, database_name):
    """Points the three aliases, and the environment of child processes, at this worker's clone."""
    urls = database_server.urls(database_name)
    os.environ.update(urls)
    for alias, variable in zip(settings.DATABASES, ALIASES, strict=True):
        connections[alias].close()
        connections.settings[alias].update(env.database(urls[variable]))
    flush = Flush(urls["DATABASE_OWNER_URL"])
    django.test.TransactionTestCase._fixture_teardown = lambda case: flush()
    with django_db_blocker.unblock():
        yield
    flush.close()
