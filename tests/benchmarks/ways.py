"""The ways to hold a document against many searches, each giving the numbers of those it meets."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import psycopg

from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.plan import plan
from apps.searches.language.tokens import tokenise
from apps.searches.matching.formulas import formula, is_near, sides_of
from apps.searches.matching.index import Index
from apps.searches.matching.routes import expected, rarest, route
from tests.benchmarks.country import Asked, articles, posts
from tests.benchmarks.server import copy_rows

SEEN_ON = date(2026, 5, 31)
SCAN = "SELECT array_agg(id) FROM bench_search WHERE %s::tsvector @@ asked"
JOIN = """
SELECT array_agg(DISTINCT id) FROM unnest(tsvector_to_array(%(vector)s::tsvector)) AS said (lexeme)
JOIN bench_anchor USING (lexeme) JOIN bench_search USING (id) WHERE %(vector)s::tsvector @@ asked
"""
TABLES = """
DROP TABLE IF EXISTS bench_search, bench_anchor;
CREATE TABLE bench_search (id int PRIMARY KEY, asked tsquery NOT NULL);
CREATE TABLE bench_anchor (lexeme text COLLATE "C", id int);
"""


def usual_frequencies(count: int = 1_500) -> Counter[str]:
    """Of other talk than that which is measured."""
    talk = [*posts(count, seed=7), *articles(count // 5, seed=8)]
    return Counter(lexeme for text in talk for lexeme in tokenise(text).lexemes)


class Postgres:
    """Its own two ways: trying every query, and joining a table of the rarest necessary lexemes first."""

    def __init__(self, connection: psycopg.Connection, asked: Sequence[Asked], usual: Counter[str]) -> None:
        self.connection = connection
        connection.execute(TABLES)
        copy_rows(
            connection, "bench_search", ["id", "asked"], enumerate(to_tsquery(one.tree) for one in asked)
        )
        copy_rows(connection, "bench_anchor", ["lexeme", "id"], _anchors(asked, usual))
        connection.execute("CREATE INDEX ON bench_anchor (lexeme, id)")
        connection.execute("ANALYZE bench_search, bench_anchor")

    def scan(self, vector: str) -> set[int]:
        return self._ids(SCAN, [vector])

    def join(self, vector: str) -> set[int]:
        return self._ids(JOIN, {"vector": vector})

    def _ids(self, statement: str, terms: object) -> set[int]:
        row = self.connection.execute(statement, terms).fetchone()
        return set(row[0] or ())


def _anchors(asked: Sequence[Asked], usual: Counter[str]) -> Iterator[tuple[str, int]]:
    for number, one in enumerate(asked):
        for term in route(formula(plan(one.tree)), usual).firsts:
            for lexeme in _lexemes_of(term, usual):
                yield lexeme, number


def _lexemes_of(term: str, usual: Counter[str]) -> set[str]:
    """A phrase stands under its rarest word, a NEAR under the words of its rarer side."""
    if not is_near(term):
        return {rarest(term, usual)}
    side = min(sides_of(term), key=lambda side: expected(side, usual))
    return {rarest(run, usual) for run in side}


def ours(asked: Sequence[Asked], usual: Counter[str]) -> Index[int]:
    index: Index[int] = Index(usual)
    for number, one in enumerate(asked):
        index.put(number, one.tree)
    return index
