"""How Welsh changes the beginning of a word, and what is found because we know."""

import pytest

from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from apps.searches.language.welsh import forms, in_welsh
from tests.searches.language.generated import SEEN_ON


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("Caerdydd", ["gaerdydd", "nghaerdydd", "chaerdydd"]),
        ("parc", ["barc", "mharc", "pharc"]),
        ("tŷ", []),
        ("tref", ["dref", "nhref", "thref"]),
        ("bws", ["fws", "mws"]),
        ("dinas", ["ddinas", "ninas"]),
        ("gardd", ["ardd", "ngardd"]),
        ("merch", ["ferch"]),
        ("llyfrgell", ["lyfrgell"]),
        ("rhaglen", ["raglen"]),
        ("ysgol", ["hysgol"]),
        ("eisteddfod", ["heisteddfod"]),
        ("chwarae", []),
        ("ffair", []),
        ("siop", []),
        ("nghaerdydd", ["caerdydd", "gaerdydd", "chaerdydd"]),
        ("mharc", ["parc", "barc", "pharc"]),
        ("chastell", ["castell", "gastell", "nghastell"]),
    ],
)
def test_a_word_is_found_under_all_its_beginnings(word, also):
    assert set(forms(word)[1:]) == set(also)


@pytest.mark.parametrize(
    ("typed", "body", "found"),
    [
        ("cy:castell", "i gastell", True),
        ("cy:castell", "a’i chastell", True),
        ("cy:castell", "castle", False),
        ("cy:ysgolion", "eu hysgolion", True),
        ("cy:castell NEAR/2 cy:tref", "nhref a gastell", True),
        ("castell", "i gastell", False),
    ],
)
def test_a_welsh_word_is_asked_for_with_cy(typed, body, found):
    assert matches(parse(typed).ast, tokenise(Text(title="", body=body)), SEEN_ON) is found


@pytest.mark.parametrize("typed", ["castell OR lang:cy", "castell lang:en"])
def test_only_a_search_that_is_in_welsh_as_a_whole_reads_its_words_as_welsh(typed):
    tree = parse(typed).ast

    assert in_welsh(tree) == tree
