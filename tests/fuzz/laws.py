"""What holds for every search and every text, whatever anybody types."""

import json

from apps.searches.language.ast import Kind, Not, canonical, from_json, parts_of, terms, to_json
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import date_range
from apps.searches.language.evaluate import marks, matches, traces
from apps.searches.language.parser import MAX_CHARACTERS, parse
from apps.searches.language.plan import plan
from apps.searches.language.saving import savable
from apps.searches.language.sentence import sentence
from apps.searches.language.size import MAX_LEXEMES, size
from apps.searches.language.tokens import tokenise
from apps.searches.matching.index import Index
from tests.searches.language.generated import SEEN_ON, as_here

WORDS = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.CY})


def read(query):
    """The tree of a search as it would be in an invented council; None when there is nothing to ask for."""
    parsed = parse(query)
    assert all(0 <= note.start <= note.end <= len(query) for note in parsed.notes)
    savable(parsed.ast)
    if parsed.ast is None:
        return None
    assert sentence(parsed.ast)
    _comes_back(parsed.ast)
    tree = as_here(parsed.ast)
    for each in (parsed.ast, tree):
        assert from_json(json.loads(json.dumps(to_json(each)))) == each
    asked = plan(tree)
    return tree if asked is None or size(asked) <= MAX_LEXEMES else None


def _comes_back(tree):
    """From its own text, where the brackets that it adds do not make that too long."""
    written = canonical(tree)
    if len(written) <= MAX_CHARACTERS:
        again = parse(written)
        assert again.ast == tree, written
        assert not [note for note in again.notes if note.level == "error"], again.notes


def agree(tree, text, postgres_says):
    """Index, evaluator and PostgreSQL give one answer, and a match by words is seen. What that answer was."""
    document = tokenise(text)
    index = Index()
    index.put("it", tree)
    answer = matches(tree, document, SEEN_ON)
    assert bool(index.match(document, SEEN_ON)) == answer
    asked = to_tsquery(tree)
    expected = (asked is None or postgres_says(document.vector(), asked)) and SEEN_ON in date_range(tree)
    assert expected == answer, (canonical(tree), text)
    seen = marks(tree, text)
    traces(tree, text)
    if answer and only_wants_words(tree):
        assert seen
    return answer


def only_wants_words(tree):
    return all(term.kind in WORDS for term in terms(tree)) and not _negates(tree)


def _negates(tree):
    return isinstance(tree, Not) or any(map(_negates, parts_of(tree)))
