"""Years of a country's use, made by the database itself in minutes: councils, people, sources, follows, searches.

Everything goes in as the administrator, past keys, triggers and row-level security. What a column is not told it gets
from its model, so that a new column needs nothing here.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import connections, models
from psycopg import sql

from apps.accounts.models import User
from apps.discoveries.models import Follow, Source
from apps.organisations.models import Membership, Organisation
from apps.organisations.roles import Role
from apps.searches.language.ast import to_json
from apps.searches.language.tokens import TOKENISER_VERSION
from apps.searches.models import Search, SearchVersion
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.benchmarks.country import Asked
from tests.benchmarks.server import copy_rows

BEGAN = "timestamptz '2026-01-05 09:00+00'"
STAGED = "CREATE TEMPORARY TABLE IF NOT EXISTS staged (number int, council int, query text, tree jsonb)"


def id_of(kind: str, number: int) -> UUID:
    """Of the row of this kind and number, so that rows can point at each other without being read."""
    return UUID(hashlib.md5(f"{kind} {number}".encode(), usedforsecurity=False).hexdigest())


def id_in_sql(kind: str, number: str) -> str:
    return f"md5('{kind} ' || ({number}))::uuid"


def fill(connection: psycopg.Connection, model: type[models.Model], source: str, **columns: str) -> None:
    """``INSERT … SELECT`` from ``source``. ``columns`` are SQL; the others get what their model says."""
    fields = [
        field for field in model._meta.local_concrete_fields if field.column in columns or _is_needed(field)
    ]
    said = [columns.get(field.column) or _default(field) for field in fields]
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
            sql.Identifier(model._meta.db_table),
            sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
            sql.SQL(", ").join(map(sql.SQL, said)),
            sql.SQL(source),
        )
    )


def _is_needed(field: Any) -> bool:
    is_told = isinstance(field, models.AutoField) or field.db_default is not models.NOT_PROVIDED
    return not (field.null or is_told)


def _default(field: Any) -> str:
    value = field.get_db_prep_save(field.get_default(), connections["default"])
    return sql.Literal("" if value is None else value).as_string().replace("{", "{{").replace("}", "}}")


def load_councils(connection: psycopg.Connection, count: int) -> None:
    """Each with one owner, ``owner0@…`` and so on."""
    numbers = f"generate_series(0, {count - 1}) AS n"
    fill(
        connection,
        Organisation,
        numbers,
        id=id_in_sql("council", "n"),
        slug="'council-' || n",
        name="'Council ' || n",
        suppression_key="sha256(n::text::bytea)",
        created_at=BEGAN,
    )
    fill(
        connection,
        User,
        numbers,
        id=id_in_sql("person", "n"),
        email="'owner' || n || '@council.example'",
        name="'Owner ' || n",
        joined_at=BEGAN,
    )
    fill(
        connection,
        Membership,
        numbers,
        id=id_in_sql("member", "n"),
        organisation_id=id_in_sql("council", "n"),
        user_id=id_in_sql("person", "n"),
        role=f"'{Role.OWNER}'",
        joined_at=BEGAN,
    )


def load_sources(connection: psycopg.Connection, count: int, *, host: str = "place.example") -> None:
    """Under ``/0/feed`` and so on; each was looked at before, so that what comes is new."""
    fill(
        connection,
        Source,
        f"generate_series(0, {count - 1}) AS n",
        id=id_in_sql("source", "n"),
        url=f"'http://{host}/' || n || '/feed'",
        host=f"'{host}'",
        platform="'feed'",
        title="'Place ' || n",
        memory=f"jsonb_build_object('url', 'http://{host}/' || n || '/feed')",
        first_look_at=BEGAN,
        created_at=BEGAN,
    )


def load_follows(connection: psycopg.Connection, *, of: int, sources: int, each: int) -> None:
    """Every council follows so many places, dealt out in turn: a place has councils × each ÷ sources followers."""
    fill(
        connection,
        Follow,
        f"generate_series(0, {of - 1}) AS council, generate_series(0, {each - 1}) AS place",
        id=id_in_sql("follow", f"council * {each} + place"),
        organisation_id=id_in_sql("council", "council"),
        source_id=id_in_sql("source", f"(council * {each} + place) % {sources}"),
        name="'Place ' || place",
        since=BEGAN,
        rev=f"council * {each} + place + 1",
    )


def load_searches(connection: psycopg.Connection, asked: Iterable[Asked]) -> None:
    connection.execute(STAGED)
    connection.execute("TRUNCATE staged")
    rows = (
        (number, one.council, one.query, json.dumps(to_json(one.tree))) for number, one in enumerate(asked)
    )
    copy_rows(connection, "staged", ["number", "council", "query", "tree"], rows)
    shared = {
        "organisation_id": id_in_sql("council", "council"),
        "query": "query",
        "ast": "tree",
        "resolved": "tree",
    }
    fill(
        connection,
        Search,
        "staged",
        id=id_in_sql("search", "number"),
        name="'Search ' || number",
        language_version=str(TOKENISER_VERSION),
        rev="number + 1",
        created_by_id=id_in_sql("member", "council"),
        created_at=BEGAN,
        changed_at=BEGAN,
        **shared,
    )
    fill(
        connection,
        SearchVersion,
        "staged",
        id=id_in_sql("version", "number"),
        search_id=id_in_sql("search", "number"),
        number="1",
        by_id=id_in_sql("member", "council"),
        at=BEGAN,
        **shared,
    )


def load_polls(connection: psycopg.Connection, count: int, *, host: str) -> None:
    """Every place is due to be looked at."""
    fill(
        connection,
        Job,
        f"generate_series(0, {count - 1}) AS n",
        id=id_in_sql("poll", "n"),
        kind="'ingestion.poll'",
        subject_id=id_in_sql("source", "n"),
        share=f"'{host}'",
        lane=f"'{Lane.FETCH}'",
        due_at=BEGAN,
    )
    connection.execute(
        "INSERT INTO work_share (lane, name, served_at, allowed_at) VALUES (%s, %s, now(), now())",
        [Lane.FETCH, host],
    )


def empty(connection: psycopg.Connection) -> None:
    """All of our tables."""
    tables = [
        sql.Identifier(model._meta.db_table)
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
    ]
    connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(tables)))
