"""The search, read aloud."""

import pytest

from apps.searches.language.parser import parse
from apps.searches.language.sentence import sentence


@pytest.mark.parametrize(
    ("typed", "aloud"),
    [
        ("park", "Anything that has “park”."),
        ("a since:2026-01-01", "Anything that has “a” and was first seen on or after 2026-01-01."),
        (
            "crawley (park OR zoo) -jobs",
            "Anything that has “crawley”, either has “park” or has “zoo” and does not have “jobs”.",
        ),
        ('a b OR "c d"', "Anything that both has “a” and has “b” or has exactly “c d”."),
        ("-(a OR b) #t", "Anything that is not one that either has “a” or has “b” and is tagged #t."),
        (
            "@h -from:f site:s.org lang:cy",
            "Anything that mentions @h, is not by f, is on s.org and is written in Welsh.",
        ),
        (
            'play* (a OR "b c") NEAR/3 park* -(a NEAR b)',
            (
                "Anything that has a word that begins with “play”, has “a” or exactly “b c” at most 3 words from “park…” "
                "and is not one that has “a” at most 5 words from “b”."
            ),
        ),
        (
            "near:Tilgate source:Echo search:Fairs has:image -has:question -pack:jobs cy:ysgol",
            (
                "Anything that speaks of Tilgate, comes from Echo, your search “Fairs” finds, has a picture, has no "
                "question, is not of the kind “job adverts” and has “ysgol”, also as Welsh changes its beginning."
            ),
        ),
    ],
)
def test_a_search_is_read_aloud(typed, aloud):
    assert sentence(parse(typed).ast) == aloud


def test_every_part_goes_through_the_translation():
    def shout(text):
        return text.upper().replace("%(SAID)S", "%(said)s").replace("%(VALUE)S", "%(value)s")

    assert sentence(parse("park").ast, shout) == "ANYTHING THAT HAS “park”."
