"""docs/search-language.md promises what each of its examples finds and does not find."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.searches.language.ast import Kind, Term, replaced
from apps.searches.language.evaluate import matches
from apps.searches.language.gazetteer import Gazetteer, Spot, words_for
from apps.searches.language.packs import words_of
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from apps.searches.language.welsh import in_welsh
from tests.searches.language.generated import SEEN_ON

PAGE = Path(settings.BASE_DIR) / "docs" / "search-language.md"
ROW = re.compile(r"^\| `(?P<query>[^`]+)` \| (?P<found>.+?) \| (?P<passed>.+?) \|$", re.MULTILINE)
EXAMPLES = [match.groups() for match in ROW.finditer(PAGE.read_text())]
HERE = Gazetteer(
    {
        "thornbury": Spot("Thornbury", sure=("Thornbury", "Tbury")),
        "reading": Spot("Reading", doubtful=("Reading",)),
        "caversham": Spot("Caversham", sure=("Caversham",)),
        "netherby green": Spot("Netherby Green", sure=("Netherby Green",)),
        "bs35": Spot("BS35", sure=("BS35",)),
        "north of the river": Spot("North of the river", parts=("Netherby Green",)),
    }
)


def meant(term):
    match term.kind:
        case Kind.PLACE:
            return words_for(term.value, HERE)
        case Kind.PACK:
            return words_of(term.value, ["Boston"])
        case Kind.SOURCE:
            return Term(Kind.SOURCE, term.value.lower().replace(" ", ""))
        case Kind.SEARCH:
            return parse("fair OR fête").ast
    return term


def said(example):
    """A text, and what the example says of where it stood and what it had."""
    url = re.search(r"on (https://\S+)", example)
    language = re.search(r"in (cy|en)\b", example)
    source = re.search(r"in (The \w+)$", example)
    return Text(
        title="",
        body=example,
        url=url[1] if url else "",
        language=language[1] if language else "",
        has=tuple(re.findall(r"with (image|video)", example)),
        source=source[1].lower().replace(" ", "") if source else "",
    )


@pytest.mark.parametrize(("query", "found", "passed"), EXAMPLES)
def test_an_example_finds_what_the_page_says(query, found, passed):
    tree = replaced(in_welsh(parse(query).ast), meant)

    assert matches(tree, tokenise(said(found)), SEEN_ON)
    assert not matches(tree, tokenise(said(passed)), SEEN_ON)


def test_the_page_has_examples_of_every_kind():
    kinds = {term.kind for query, _found, _passed in EXAMPLES for term in parse(query).spans}

    assert kinds >= set(Kind) - {Kind.HANDLE, Kind.FROM, Kind.UNTIL}
