"""A million finds over hundreds of councils, for ``lists.py``: made by the database itself, as the administrator."""

import psycopg

from apps.discoveries.models import Cluster, Find, FindMatch, FindWords
from apps.discoveries.reading import read
from tests.benchmarks.country import posts, searches
from tests.benchmarks.loading import (
    fill,
    id_in_sql,
    load_councils,
    load_follows,
    load_searches,
    load_sources,
)
from tests.benchmarks.server import copy_rows

TEXTS, SOURCES, FOLLOWED, SEARCHES = 1_000, 2_000, 30, 30
# Of ten finds of a council: three wait in its inbox, one is put off, one is in somebody's hands.
STATES = "ARRAY['new', 'new', 'new', 'later', 'taken', 'done', 'done', 'left', 'left', 'left']"
TOLD = "CREATE TEMPORARY TABLE told (number int, title text, body text, joy text, rank int, vector tsvector)"
DRAWN = """
CREATE TEMPORARY TABLE drawn AS
SELECT n, n % {councils} AS council, n / {councils} AS m, (n / {councils} * 7 + n % {councils}) % {texts} AS number,
       now() - interval '180 days' * ((n::bigint * 7919) % {finds}) / {finds} AS at
FROM generate_series(0, {finds} - 1) AS n
"""


def load_finds(connection: psycopg.Connection, *, councils: int, finds: int) -> None:
    """Dealt out in turn; each has its story, its words and a search that met it."""
    load_councils(connection, councils)
    load_sources(connection, SOURCES)
    load_follows(connection, of=councils, sources=SOURCES, each=FOLLOWED)
    load_searches(connection, searches(councils * SEARCHES, of=councils))
    _tell(connection)
    connection.execute(DRAWN.format(councils=councils, finds=finds, texts=TEXTS))
    _fill_finds(connection)
    _fill_beside(connection, councils)
    connection.execute("VACUUM ANALYZE")


def _tell(connection: psycopg.Connection) -> None:
    """What is said, read once as a find is read."""
    connection.execute(TOLD)
    said = [Find(title=text.title[:200], excerpt=text.body[:300], place="") for text in posts(TEXTS)]
    readings = [read(find, (), ()) for find in said]
    rows = (
        (number, find.title, find.excerpt, reading.joy, reading.rank, reading.vector)
        for number, (find, reading) in enumerate(zip(said, readings, strict=True))
    )
    copy_rows(connection, "told", ["number", "title", "body", "joy", "rank", "vector"], rows)


def _fill_finds(connection: psycopg.Connection) -> None:
    organisation = id_in_sql("council", "council")
    fill(
        connection,
        Cluster,
        "drawn",
        id=id_in_sql("story", "n"),
        organisation_id=organisation,
        key="md5('story ' || n)",
    )
    fill(
        connection,
        Find,
        "drawn JOIN told USING (number)",
        id=id_in_sql("find", "n"),
        organisation_id=organisation,
        identity="md5('find ' || n)",
        source_id=id_in_sql("source", f"(council * {FOLLOWED} + m % {FOLLOWED}) % {SOURCES}"),
        place=f"'Place ' || m % {FOLLOWED}",
        url="'https://place.example/' || n",
        title="title",
        excerpt="body",
        first_seen="at",
        found_at="at",
        cluster_id=id_in_sql("story", "n"),
        state=f"({STATES})[1 + m % 10]",
        later_until="CASE WHEN m % 10 = 3 THEN now() + interval '9 days' END",
        joy="joy",
        joy_rank="rank",
    )


def _fill_beside(connection: psycopg.Connection, councils: int) -> None:
    shared = {"organisation_id": id_in_sql("council", "council"), "find_id": id_in_sql("find", "n")}
    fill(
        connection,
        FindWords,
        "drawn JOIN told USING (number)",
        id=id_in_sql("words", "n"),
        vector="vector",
        **shared,
    )
    fill(
        connection,
        FindMatch,
        "drawn",
        id=id_in_sql("match", "n"),
        search_id=id_in_sql("search", f"m % {SEARCHES} * {councils} + council"),
        search_version="1",
        **shared,
    )
