"""One meaning, three ways to carry it out: the index, the plain evaluator and PostgreSQL."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from apps.searches.language.compile_sql import date_range, to_tsquery
from apps.searches.language.evaluate import matches
from apps.searches.language.tokens import tokenise
from apps.searches.matching.index import Index
from tests.searches.language.generated import SEEN_ON, texts_and_trees

ANSWERS = """
    SELECT v.at - 1, q.at - 1 FROM unnest(%s::text[]) WITH ORDINALITY AS v(literal, at),
    unnest(%s::text[]) WITH ORDINALITY AS q(literal, at)
    WHERE q.literal IS NULL OR v.literal::tsvector @@ q.literal::tsquery
"""


def postgres_says(pg, documents, trees):
    """The (document, tree) index pairs that match, dates taken as the column they are."""
    rows = pg(ANSWERS, [document.vector() for document in documents], [to_tsquery(tree) for tree in trees])
    return {(doc, tree) for doc, tree in rows if SEEN_ON in date_range(trees[tree])}


def evaluator_says(documents, trees):
    return {
        (doc, tree)
        for doc, document in enumerate(documents)
        for tree, asked in enumerate(trees)
        if matches(asked, document, SEEN_ON)
    }


def index_says(documents, trees, frequencies):
    index = Index(frequencies)
    for number, tree in enumerate(trees):
        index.put(number, tree)
    return {(doc, tree) for doc, document in enumerate(documents) for tree in index.match(document, SEEN_ON)}


@pytest.mark.parametrize(
    ("examples", "pairs"), [(90, 10_000), pytest.param(420, 50_000, marks=pytest.mark.long)]
)
def test_index_evaluator_and_postgresql_agree_on_thousands_of_pairs(pg, examples, pairs):
    seen = Counter()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(texts_and_trees())
    def agree(drawn):
        texts, trees = drawn
        documents = [tokenise(text) for text in texts]
        frequencies = Counter(lexeme for document in documents for lexeme in document.lexemes)

        expected = postgres_says(pg, documents, trees)

        assert evaluator_says(documents, trees) == expected
        assert index_says(documents, trees, frequencies) == expected
        seen.update(pairs=len(documents) * len(trees), positives=len(expected))

    agree()

    print(f"\n{seen['pairs']:,} pairs, {seen['positives']:,} of them matches, no disagreement")
    assert seen["pairs"] >= pairs
    assert seen["positives"] >= pairs // 5
