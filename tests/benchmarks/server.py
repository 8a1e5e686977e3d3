"""The benchmark's own database, as its administrator and through Django as the product's roles."""

import os
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

BEHIND_THE_LOCKS = "SET session_replication_role = replica"


def administrator() -> psycopg.Connection:
    """Past row-level security, keys and triggers: for loading in minutes what took years to come about."""
    database = urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/")
    connection = psycopg.connect(os.environ["GC_BENCH_ADMIN_URL"], dbname=database, autocommit=True)
    connection.execute(BEHIND_THE_LOCKS)
    return connection


def copy_rows(
    connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    named = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(named) as copy:
        for row in rows:
            copy.write_row(row)
