"""A backup is one file of pg_dump's. A restore goes beside the database first, forgets again, and only then takes its place.

Both need an administrator who steps round row-level security: a superuser, or a role with BYPASSRLS that is a member of
gc_owner.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config.launch.binaries import clients_for
from config.launch.checkout import NeedsAttention
from config.launch.roles import Admin, administrator, ensure_database, has_database
from config.launch.throwaway import ALIASES, migrate

DRAFT, FORMER = "restored", "before_restore"
# A copy elsewhere that has read further than the backup, or a matcher that has, must not miss what comes now.
AHEAD = 1_000_000_000
MOVE_ON = "SELECT setval(%s, (SELECT last_value FROM {}) + %s)"
SEQUENCES = ("audit_floor", "gc_rev")
DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def back_up(admin_url: str, database: str, file: Path) -> None:
    """Writes everything that stands in a database at one moment, readable by its owner alone.

    Raises NeedsAttention with what pg_dump said; then no file is left.
    """
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _run("pg_dump", ["--format=custom", f"--file={draft}"], admin_url, database)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


def restore_from(
    root: Path, admin_url: str, database: str, file: Path, environment: Mapping[str, str]
) -> list[str]:
    """Puts a backup in the place of a database, which stays beside it under another name. Returns what it did.

    ``environment``: the settings of the database that is replaced; GC_ERASURE_LOG must be today's. Everybody signs in
    anew. Raises NeedsAttention; then the database is as it was.
    """
    if not file.is_file():
        raise NeedsAttention(f"There is no file {file}.")
    draft = f"{database}_{DRAFT}"
    there = {**environment, **aimed_at(environment, draft)}
    with administrator(admin_url) as admin:
        _drop(admin, draft)
        ensure_database(admin, draft)
    _run("pg_restore", ["--exit-on-error", "--single-transaction", str(file)], admin_url, draft)
    with administrator(admin_url) as admin:
        ensure_database(admin, draft)
    migrate(root, there)
    forgotten = _forget_again(root, there)
    _move_on(admin_url, draft)
    return [forgotten, *_take_the_place(admin_url, draft, database)]


def aimed_at(environment: Mapping[str, str], database: str) -> dict[str, str]:
    """The addresses of the three roles, with another database's name in them."""
    return {
        name: urlsplit(environment[name])._replace(path=f"/{quote(database)}").geturl() for name in ALIASES
    }


def _run(program: str, words: list[str], admin_url: str, database: str) -> None:
    """The password goes by the environment: everybody may see a program's words."""
    with psycopg.connect(admin_url) as admin:
        clients = clients_for(admin.info.server_version // 10_000)
    known = conninfo_to_dict(make_conninfo(admin_url, dbname=database))
    password = known.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password else {}
    ran = subprocess.run(
        [clients.program(program), f"--dbname={make_conninfo('', **known)}", *words],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise NeedsAttention(f"{program} did not succeed:\n{ran.stderr[-3000:]}")


def _forget_again(root: Path, environment: Mapping[str, str]) -> str:
    ran = subprocess.run(
        [sys.executable, "manage.py", "replay_erasures"],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise NeedsAttention(f"What was erased since could not be erased again:\n{ran.stderr[-3000:]}")
    return ran.stdout.strip()


def _move_on(admin_url: str, database: str) -> None:
    with psycopg.connect(make_conninfo(admin_url, dbname=database)) as there:
        for sequence in SEQUENCES:
            there.execute(sql.SQL(MOVE_ON).format(sql.Identifier(sequence)), [sequence, AHEAD])
        there.execute("TRUNCATE django_session")


def _take_the_place(admin_url: str, draft: str, database: str) -> list[str]:
    former = f"{database}_{FORMER}"
    with administrator(admin_url) as admin:
        if not has_database(admin, database):
            _rename(admin, draft, database)
            return [f"{database} is restored."]
        _drop(admin, former)
        _let_in(admin, database, 0)
        try:
            admin.execute(DISCONNECT, [database])
            with admin.transaction():
                _rename(admin, database, former)
                _rename(admin, draft, database)
        except psycopg.Error:
            _let_in(admin, database, -1)
            raise
    return [f"{database} is restored. What it was before is {former}, which only an administrator enters."]


def _let_in(admin: Admin, database: str, number: int) -> None:
    """So many connections, not counting an administrator's; -1 is as many as come."""
    statement = sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}")
    admin.execute(statement.format(sql.Identifier(database), sql.Literal(number)))


def _rename(admin: Admin, database: str, name: str) -> None:
    admin.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(database), sql.Identifier(name))
    )


def _drop(admin: Admin, database: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
