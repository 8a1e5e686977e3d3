"""The four roles and the two databases. Asked often, changes only what is not yet so.

gc_owner owns the tables and migrates; gc_app reads and writes rows; gc_match reads what migrations name;
gc_broker owns the broker's database. None is a superuser or steps round row-level security.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from config.launch.checkout import ROLES, NeedsAttention

ROLES_LOCK = 0x676F6F64636F
FORBIDDEN = {
    "rolsuper": "NOSUPERUSER",
    "rolbypassrls": "NOBYPASSRLS",
    "rolcreatedb": "NOCREATEDB",
    "rolcreaterole": "NOCREATEROLE",
    "rolreplication": "NOREPLICATION",
}
LIMITS = {
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
}
SETTINGS = {
    "gc_app": {"gc.org_id": "", **LIMITS},
    "gc_owner": {"gc.org_id": ""},
    "gc_match": {"gc.org_id": ""},
    "gc_broker": {},
}
CHANGES_OF_ROWS = "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gc_app"
OF_THE_OWNER = (
    "ALTER SCHEMA public OWNER TO gc_owner",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO gc_app, gc_match",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE gc_owner IN SCHEMA public {CHANGES_OF_ROWS}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE gc_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO gc_app",
)

Admin = Connection[tuple[object, ...]]


@contextmanager
def administrator(admin_url: str) -> Iterator[Admin]:
    """One at a time in the whole cluster, because PostgreSQL refuses two changes of one role at once."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '60s'")
        connection.execute("SELECT pg_advisory_lock(%s)", [ROLES_LOCK])
        yield connection


def ensure_roles(admin: Admin, passwords: Mapping[str, str]) -> list[str]:
    """Makes the roles and sets the passwords given; a role without one keeps its own. Returns what it did."""
    _refuse_powerless(admin)
    done = [line for role in ROLES for line in _ensure_role(admin, role, passwords.get(role))]
    if not _one(admin, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        admin.execute("GRANT gc_owner, gc_broker TO CURRENT_USER")
    return done


def ensure_database(admin: Admin, name: str) -> list[str]:
    """A database of gc_owner in which gc_app may change rows but not tables, and never empty one at once."""
    done = _create_database(admin, name, "gc_owner")
    with psycopg.connect(_elsewhere(admin, name), autocommit=True) as there:
        for statement in OF_THE_OWNER:
            there.execute(statement.encode())
    open_to(admin, name, "gc_app", "gc_match")
    return done


def ensure_broker_database(admin: Admin, name: str) -> list[str]:
    done = _create_database(admin, name, "gc_broker")
    open_to(admin, name)
    return done


def open_to(admin: Admin, database: str, *roles: str) -> None:
    """Its owner and these roles connect, and nobody else. A clone needs this again: rights are not copied."""
    named = sql.Identifier(database)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(named))
    for role in roles:
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(named, sql.Identifier(role)))


def url_of(admin_url: str, role: str, password: str, database: str) -> str:
    """The address of a role on the same server, in the form that settings read."""
    server = conninfo_to_dict(admin_url)
    places = {name: quote(str(server[name])) for name in ("host", "port", "sslmode") if server.get(name)}
    query = "&".join(f"{name}={value}" for name, value in places.items())
    return f"postgresql://{role}:{quote(password)}@/{database}?{query}"


def broker_dsn_of(admin_url: str, password: str, database: str) -> str:
    """In words, not as an address: pgmq's client would not see a socket's folder in one."""
    server = conninfo_to_dict(admin_url)
    places = {name: server[name] for name in ("host", "port", "sslmode") if server.get(name)}
    return make_conninfo("", dbname=database, user="gc_broker", password=password, **places)


def has_database(admin: Admin, name: str) -> bool:
    return bool(_one(admin, "SELECT true FROM pg_database WHERE datname = %s", name))


def _ensure_role(admin: Admin, role: str, password: str | None) -> Iterator[str]:
    named = sql.Identifier(role)
    if not _one(admin, "SELECT true FROM pg_roles WHERE rolname = %s", role):
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(named))
        yield f"made the role {role}"
    for right in _forbidden_rights(admin, role):
        admin.execute(sql.SQL("ALTER ROLE {} {}").format(named, sql.SQL(right)))
        yield f"{role} is now {right}"
    for setting, value in SETTINGS[role].items():
        yield from _ensure_setting(admin, role, setting, value)
    if password is not None:
        verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(named, sql.Literal(verifier)))
        yield f"set the password of {role}"


def _forbidden_rights(admin: Admin, role: str) -> list[str]:
    columns = sql.SQL(", ").join(map(sql.Identifier, FORBIDDEN))
    row = admin.execute(
        sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(columns), [role]
    ).fetchone()
    return [word for word, has in zip(FORBIDDEN.values(), row or (), strict=True) if has]


def _ensure_setting(admin: Admin, role: str, setting: str, value: str) -> Iterator[str]:
    known = _one(admin, "SELECT rolconfig FROM pg_roles WHERE rolname = %s", role)
    if isinstance(known, list) and f"{setting}={value}" in known:
        return
    change = sql.SQL("ALTER ROLE {} SET {} = {}")
    try:
        admin.execute(
            change.format(sql.Identifier(role), sql.Identifier(*setting.split(".")), sql.Literal(value))
        )
    except psycopg.errors.InsufficientPrivilege:
        yield f"{role} has no default for {setting}: only a superuser may set it (unscoped queries fail either way)"
    else:
        yield f"{role} starts with {setting}={value!r}"


def _create_database(admin: Admin, name: str, owner: str) -> list[str]:
    if has_database(admin, name):
        return []
    statement = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")
    admin.execute(statement.format(sql.Identifier(name), sql.Identifier(owner)))
    return [f"made the database {name} of {owner}"]


def _refuse_powerless(admin: Admin) -> None:
    able = "SELECT rolsuper OR (rolcreaterole AND rolcreatedb) FROM pg_roles WHERE rolname = current_user"
    if not _one(admin, able):
        raise NeedsAttention(
            f"{admin.info.user} may not make roles and databases. Give the address of an administrator,\n"
            "or set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_MATCH_URL to roles that exist."
        )


def _elsewhere(admin: Admin, database: str) -> str:
    return make_conninfo(admin.info.dsn, password=admin.info.password, dbname=database)


def _one(admin: Admin, query: str, *values: object) -> object:
    row = admin.execute(query.encode(), values).fetchone()
    return row[0] if row else None
