"""Every starter search can be read, saved and trusted: it finds what it should, and passes over what it should not."""

from datetime import date

import pytest

from apps.searches.language.asking import CannotShow, boxes_of
from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise
from apps.searches.reading import read_to_save
from apps.searches.starters import STARTERS, offered_in

EVERY = pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.slug)


def finds(starter, text):
    document = tokenise(Text(title="", body=text))
    return matches(read_to_save(starter.query()).resolved, document, date(2026, 11, 27))


@EVERY
def test_it_finds_what_people_write(starter, in_marlowe):
    assert [text for text in starter.finds if not finds(starter, text)] == []


@EVERY
def test_it_passes_over_what_only_sounds_like_it(starter, in_marlowe):
    assert [text for text in starter.passes_over if finds(starter, text)] == []


@EVERY
def test_it_reads_without_a_warning_and_boxes_can_show_it(starter):
    parsed = parse(starter.query(["Netherby", "St John's"]))

    assert [note for note in parsed.notes if note.level != "info"] == []
    assert not isinstance(boxes_of(parsed.ast), CannotShow)


def test_no_two_are_called_alike():
    assert (
        len({starter.slug for starter in STARTERS}) == len({str(s.name) for s in STARTERS}) == len(STARTERS)
    )


def test_near_is_one_place_or_one_of_several():
    starter = STARTERS[0]

    assert "near:" not in starter.query()
    assert ' near:"Netherby" ' in starter.query(["Netherby"])
    assert '(near:"Netherby" OR near:"Overby")' in starter.query(["Netherby", "Overby"])


def test_welsh_ones_are_offered_first_in_wales_and_only_there():
    assert offered_in("wales")[0].slug == "eisteddfod"
    assert all(not starter.nation for starter in offered_in("england"))
