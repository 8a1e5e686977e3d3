"""The benchmark's own promise, small enough for every run: all ways of matching give the same answer."""

import psycopg
import pytest

from apps.searches.language.tokens import tokenise
from tests.benchmarks.country import articles, posts
from tests.benchmarks.matching import Bench
from tests.benchmarks.ways import usual_frequencies


@pytest.fixture
def bench(database_server, database_name):
    with psycopg.connect(database_server.admin_url, dbname=database_name) as connection:
        yield Bench.of(1_000, connection, usual_frequencies(300))
        connection.rollback()


def test_every_way_of_matching_gives_the_same_answer(bench):
    met = [bench.agreed(tokenise(text)) for text in (*posts(60), *articles(15))]

    assert sum(map(len, met)) > 30
