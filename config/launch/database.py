"""Makes the stores ready: server, roles, tables, broker. Says what it did; does nothing twice."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from config.launch.binaries import find_binaries
from config.launch.broker import ensure_broker
from config.launch.checkout import Checkout
from config.launch.environment import (
    BROKER_DATABASE,
    DATABASE,
    Stores,
    development,
    given_stores,
    our_stores,
    remembered_ports,
)
from config.launch.lock import Held, hold
from config.launch.postgres import Cluster, server_folder
from config.launch.roles import administrator, ensure_broker_database, ensure_database, ensure_roles
from config.launch.throwaway import fingerprint, migrate

QUIET = {"log_checkpoints": "off", "log_line_prefix": "%t ", "log_min_messages": "warning"}
STAMP = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


@dataclass(frozen=True)
class Base:
    """The stores of this checkout; ``cluster`` is None where DATABASE_URL names somebody else's server."""

    stores: Stores
    cluster: Cluster | None


def base(checkout: Checkout) -> Base:
    given = given_stores(checkout)
    if given is not None:
        return Base(given, None)
    cluster = our_cluster(checkout)
    return Base(our_stores(checkout, cluster.admin_url()), cluster)


def our_cluster(checkout: Checkout) -> Cluster:
    return Cluster(find_binaries(), server_folder(checkout) / "pg", checkout.sockets, QUIET)


def ensure_stores(checkout: Checkout, stores: Stores) -> list[str]:
    """Roles, both databases and the broker's tables. Needs the server to answer."""
    done: list[str] = []
    if stores.admin:
        with administrator(stores.admin) as admin:
            ensure_roles(admin, checkout.secrets().passwords)
            done += ensure_database(admin, DATABASE)
            done += ensure_broker_database(admin, BROKER_DATABASE)
    if stores.broker.startswith("pgmq") and ensure_broker(stores.broker_dsn):
        done.append("installed the broker's tables")
    return done


def ensure_tables(checkout: Checkout, stores: Stores, environment: dict[str, str]) -> bool:
    """Migrates unless the database carries the mark of these very migrations. True if it did."""
    mark = f"migrated {fingerprint(checkout, checkout.secrets())}"
    with psycopg.connect(stores.owner, autocommit=True) as owner:
        found = owner.execute(STAMP).fetchone()
        if found and found[0] == mark:
            return False
        migrate(checkout.root, environment)
        name = sql.Identifier(owner.info.dbname)
        owner.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(mark)))
    return True


def identity(stores: Stores) -> str:
    """Tells this very database from one made anew under the same address."""
    query = "SELECT system_identifier, d.oid FROM pg_control_system(), pg_database d WHERE datname = current_database()"
    with psycopg.connect(stores.owner) as owner:
        return str(owner.execute(query).fetchone())


@contextmanager
def answering(checkout: Checkout, doing: str, say: Callable[[str], None]) -> Iterator[dict[str, str]]:
    """The environment of a database that answers: that of ``up`` if it runs, else one started for as long."""
    known = base(checkout)
    environment = development(checkout, known.stores, remembered_ports(checkout.var))
    if known.cluster is None:
        yield environment
        return
    try:
        with hold(checkout.var, doing), _started(known.cluster):
            say("./dev up is not running: the database runs for as long as this does.")
            ensure_stores(checkout, known.stores)
            ensure_tables(checkout, known.stores, environment)
            yield environment
    except Held:
        yield environment


@contextmanager
def _started(cluster: Cluster) -> Iterator[None]:
    cluster.prepare()
    process = cluster.start(sys.stderr.fileno())
    try:
        cluster.wait_ready(process)
        yield
    finally:
        cluster.stop_leftover()
        _wait(process)


def _wait(process: subprocess.Popen[bytes]) -> None:
    process.wait(timeout=60)
