"""The literal reaches PostgreSQL's storage as it left us."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from tests.searches.language.generated import SEEN_ON

STORED = "SELECT lexeme, positions FROM unnest(%s::tsvector)"


def standing(document, word):
    """As PostgreSQL says it: no list where there is no position."""
    return list(document.at(word)) or None


def long_text(kind):
    return {
        "more words than positions": " ".join(f"w{n % 5000}" for n in range(20_000)),
        "one word too often": "park run " * 400,
        "hyphens in letters of four bytes": " ".join(
            f"{chr(0x10330 + n % 26)}{chr(0x10380 + n // 26 % 29)}-{chr(0x10400 + n // 754 % 40)}{chr(0x10330 + n % 23)}"
            for n in range(8_000)
        ),
        "endless tokens": " ".join(chr(0x1E900 + n % 34) * 95 + str(n) for n in range(600)),
        "every Han character": "".join(map(chr, range(0x20000, 0x24000))),
        "tags": " ".join(f"#Ab{n}Cd{n}Ef" for n in range(6_000)),
    }[kind]


@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(texts=st.lists(st.text(st.characters(exclude_categories=()), max_size=80), min_size=5, max_size=25))
def test_any_unicode_comes_back_with_its_positions(pg, texts):
    documents = [tokenise(Text(title="", body=text, author=text, tags=(text,))) for text in texts]

    rows = pg(
        "SELECT v.at - 1, u.lexeme, u.positions FROM unnest(%s::text[]) WITH ORDINALITY AS v(literal, at),"
        " unnest(v.literal::tsvector) AS u",
        [document.vector() for document in documents],
    )

    expected = {
        (n, word): standing(document, word)
        for n, document in enumerate(documents)
        for word in document.lexemes
    }
    assert {(n, word): at for n, word, at in rows} == expected


@pytest.mark.parametrize(
    "kind",
    [
        "more words than positions",
        "one word too often",
        "hyphens in letters of four bytes",
        "endless tokens",
        "every Han character",
        "tags",
    ],
)
def test_the_longest_texts_fit_and_keep_their_positions(pg, kind):
    document = tokenise(Text(title="", body=long_text(kind)))

    rows = pg(STORED, document.vector())

    assert dict(rows) == {word: standing(document, word) for word in document.lexemes}


@pytest.mark.parametrize(
    "asked",
    ['"park run"', '"run park"', '"end of"', "park end", '"w4999 w0"', '"w999 w1000"', "-w4999", '"run end"'],
)
@pytest.mark.parametrize("kind", ["more words than positions", "one word too often"])
def test_both_executions_forget_the_same_words_of_a_long_text(pg, kind, asked):
    document = tokenise(Text(title="", body=f"{long_text(kind)} end of text"))
    tree = parse(asked).ast

    ((answer,),) = pg("SELECT %s::tsvector @@ %s::tsquery", document.vector(), to_tsquery(tree))

    assert matches(tree, document, SEEN_ON) == answer
