"""The embedded broker: pgmq's SQL in a database of its own. What is queued there may be lost at no cost."""

import psycopg
from pgmq.install import get_embedded_install_sql, get_embedded_sql_version

# The Python client calls this for messages without a delay, and the bundled SQL has it only with one.
MISSING_OVERLOAD = """
CREATE OR REPLACE FUNCTION pgmq.send_topic(routing_key text, msg jsonb, headers jsonb) RETURNS integer
LANGUAGE sql VOLATILE AS 'SELECT pgmq.send_topic(routing_key, msg, headers, 0)'
"""


def ensure_broker(dsn: str) -> bool:
    """Installs pgmq as the owner of the database, and again when our version of it is another. True if it did.

    A new version drops what is queued: every message is only a wake-up for a row (docs/adr/0005).
    """
    mark = f"pgmq {get_embedded_sql_version()} as installed by Good Company"
    with psycopg.connect(dsn) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(7261)")
        if _mark(connection) == mark:
            return False
        connection.execute("DROP SCHEMA IF EXISTS pgmq CASCADE")
        connection.execute(get_embedded_install_sql().encode())
        connection.execute(MISSING_OVERLOAD)
        connection.execute(psycopg.sql.SQL("COMMENT ON SCHEMA pgmq IS {}").format(psycopg.sql.Literal(mark)))
    return True


def _mark(connection: psycopg.Connection[tuple[object, ...]]) -> object:
    query = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'pgmq'"
    row = connection.execute(query).fetchone()
    return row[0] if row else None
