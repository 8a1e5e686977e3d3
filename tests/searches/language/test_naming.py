"""The doorbell: whom a search names, wanted or not."""

import pytest

from apps.searches.language.naming import named_in
from apps.searches.language.parser import parse


def names(typed):
    return [named.key for named in named_in(parse(typed).ast)]


def test_handles_and_senders_are_named_each_once():
    assert names("park @jane -(from:bob OR @ann) @jane #tag site:a.org") == ["jane", "bob", "ann"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("jane smith", "janesmith"),
        ('"Jane Smith"', "janesmith"),
        ("marrow Jane Smith fete", "janesmith"),
        ("marrow OR (plum Mohammed Khan)", "mohammedkhan"),
        ('-"Siân Jones"', "sianjones"),
        ("Rose Tyler", "rosetyler"),
        ('"Cllr Patel"', "cllrpatel"),
        ("library campaigners", "campaigners"),
    ],
)
def test_what_reads_like_a_person_rings(typed, key):
    assert names(typed) == [key]


@pytest.mark.parametrize(
    "typed",
    [
        "litter pick",
        '"Victoria Park"',
        "rose garden",
        '"St John\'s church"',
        '"George Street" market',
        "Jane (fete OR park)",
        '"Dewi Sant"',
        "mark my words",
        '"summer fete" OR "village hall"',
    ],
)
def test_places_and_subjects_do_not(typed):
    assert names(typed) == []
