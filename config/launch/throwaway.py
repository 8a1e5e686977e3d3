"""The database of the tests: a cluster that lives as long as one run, with a migrated template to clone.

Migrating is slow, so a stopped cluster with the template is kept in var/test-pg under the name of everything that
shaped it; a run starts a copy of it. GC_TEST_ADMIN_URL takes a server of yours instead, whatever its version.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from psycopg import sql

from config.launch.binaries import Binaries, find_binaries
from config.launch.checkout import TEMPORARY, Checkout, NeedsAttention, Secrets
from config.launch.postgres import Cluster, server_folder
from config.launch.roles import administrator, ensure_database, ensure_roles, has_database, open_to, url_of

TEMPLATE = "goodcompany"
KEPT = 3
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
BRISK = {"max_connections": "200", "jit": "off", "log_min_messages": "fatal", "shared_buffers": "128MB"}
ALIASES = {"DATABASE_URL": "gc_app", "DATABASE_OWNER_URL": "gc_owner", "DATABASE_MATCH_URL": "gc_match"}


@dataclass(frozen=True)
class TestServer:
    """A running server with a migrated template; what pytest's processes are told of it."""

    __test__ = False
    admin_url: str
    template: str
    passwords: Mapping[str, str]

    def urls(self, database: str) -> dict[str, str]:
        """The three addresses that the settings read, by the names of the environment."""
        return {
            name: url_of(self.admin_url, role, self.passwords[role], database)
            for name, role in ALIASES.items()
        }

    def clone(self, database: str) -> None:
        """A migrated database of its own, in place of one of that name."""
        self.drop(database)
        with administrator(self.admin_url) as admin:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER gc_owner")
            admin.execute(statement.format(sql.Identifier(database), sql.Identifier(self.template)))
            open_to(admin, database, "gc_app", "gc_match")

    def make_empty(self, database: str) -> None:
        """A database with our roles' rights and no table, in place of one of that name."""
        self.drop(database)
        with administrator(self.admin_url) as admin:
            ensure_database(admin, database)

    def drop(self, database: str) -> None:
        with administrator(self.admin_url) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


@contextmanager
def test_server(checkout: Checkout) -> Iterator[TestServer]:
    """A server for one run of the tests, gone when the run ends, also when it ends by kill -9."""
    given = os.environ.get("GC_TEST_ADMIN_URL")
    if given:
        yield _on_given_server(checkout, given)
        return
    _remove_abandoned()
    careless = {} if os.environ.get("GC_TEST_FSYNC") == "1" else CARELESS
    with (
        migrated_cluster(checkout, {**BRISK, **careless}) as cluster,
        _running(cluster, cluster.data.with_name("log")),
    ):
        yield TestServer(cluster.admin_url(), TEMPLATE, checkout.secrets().passwords)


@contextmanager
def migrated_cluster(checkout: Checkout, options: Mapping[str, str]) -> Iterator[Cluster]:
    """A cluster that nobody else has, not yet started, with the migrated template in it; gone afterwards."""
    binaries = find_binaries()
    cached = _cached_cluster(checkout, binaries)
    folder = Path(mkdtemp(prefix=f"goodcompany-test-{os.getuid()}-{os.getpid()}-", dir=TEMPORARY))
    folder.chmod(0o711)
    try:
        subprocess.run(["cp", "-a", str(cached), str(folder / "data")], check=True)
        yield Cluster(binaries, folder / "data", folder / "s", options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def migrate(root: Path, environment: Mapping[str, str]) -> None:
    """Raises NeedsAttention with what Django said when a migration fails."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--database", "owner", "--no-input", "--verbosity", "0"],
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise NeedsAttention(f"The migrations did not run:\n{ran.stdout[-6000:]}")


def fingerprint(checkout: Checkout, secrets: Secrets) -> str:
    """Changes with everything that shapes the template: migrations, requirements, roles, passwords."""
    shaping = [
        *sorted(checkout.root.glob("apps/*/migrations/*.py")),
        *[checkout.root / "requirements" / "dev.txt"],
        *[Path(__file__).with_name(name) for name in ("roles.py", "postgres.py", "throwaway.py")],
    ]
    digest = hashlib.sha256(repr(sorted(secrets.passwords.items())).encode())
    for path in shaping:
        digest.update(str(path.relative_to(checkout.root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _cached_cluster(checkout: Checkout, binaries: Binaries) -> Path:
    secrets = checkout.secrets()
    shelf = _shelf(checkout)
    cached = shelf / f"{binaries.version}-{fingerprint(checkout, secrets)}"
    with (shelf / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cached.exists():
            _make_cluster(checkout, binaries, cached)
            _keep_newest(shelf)
    os.utime(cached)
    return cached


def _shelf(checkout: Checkout) -> Path:
    shelf = server_folder(checkout) / "test-pg"
    shelf.mkdir(parents=True, exist_ok=True)
    return shelf


def _make_cluster(checkout: Checkout, binaries: Binaries, cached: Path) -> None:
    draft = cached.with_name(f"{cached.name}.draft")
    sockets = Path(mkdtemp(prefix=f"goodcompany-test-{os.getuid()}-{os.getpid()}-", dir=TEMPORARY))
    cluster = Cluster(binaries, draft, sockets, {**BRISK, **CARELESS})
    try:
        shutil.rmtree(draft, ignore_errors=True)
        with _running(cluster, cached.with_suffix(".log")):
            _make_template(checkout, cluster.admin_url(), TEMPLATE)
        draft.rename(cached)
    finally:
        cluster.remove()


def _make_template(checkout: Checkout, admin_url: str, name: str) -> None:
    passwords = checkout.secrets().passwords
    with administrator(admin_url) as admin:
        ensure_roles(admin, passwords)
        ensure_database(admin, name)
    environment = TestServer(admin_url, name, passwords).urls(name)
    migrate(checkout.root, {**environment, "DJANGO_SETTINGS_MODULE": "config.settings.test"})


def _on_given_server(checkout: Checkout, admin_url: str) -> TestServer:
    secrets = checkout.secrets()
    template = f"gc_template_{fingerprint(checkout, secrets)}"
    with administrator(admin_url) as admin:
        ready = has_database(admin, template)
        ensure_roles(admin, secrets.passwords)
    if not ready:
        _make_template(checkout, admin_url, f"{template}_draft")
        with administrator(admin_url) as admin:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            admin.execute(rename.format(sql.Identifier(f"{template}_draft"), sql.Identifier(template)))
    return TestServer(admin_url, template, secrets.passwords)


@contextmanager
def _running(cluster: Cluster, log: Path) -> Iterator[None]:
    cluster.prepare()
    with log.open("wb") as output:
        process = cluster.start(output, on_parent_death=signal.SIGQUIT)
    try:
        cluster.wait_ready(process)
        yield
    except NeedsAttention as trouble:
        raise NeedsAttention(f"{trouble}\n{log.read_text(errors='replace')[-3000:]}") from trouble
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _keep_newest(shelf: Path) -> None:
    clusters = sorted(shelf.glob("[0-9]*-*/PG_VERSION"), key=lambda mark: mark.parent.stat().st_mtime)
    for mark in clusters[:-KEPT]:
        shutil.rmtree(mark.parent, ignore_errors=True)


def _remove_abandoned() -> None:
    """What a run left that was ended by kill -9: its server ended with it, its folder did not."""
    for folder in TEMPORARY.glob(f"goodcompany-test-{os.getuid()}-*"):
        pid = folder.name.split("-")[3]
        if not _is_alive(pid):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
