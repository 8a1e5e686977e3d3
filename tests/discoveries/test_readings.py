"""How finds are read when they come, and again when what is known about joy changes."""

import pytest

from apps.assignments.actions import pass_on
from apps.common.clock import now
from apps.discoveries.actions.finds import erase_find, withdraw_finds
from apps.discoveries.actions.readings import read_again
from apps.discoveries.models import Find, FindWords
from apps.discoveries.seeking import OfAPerson, sought
from tests.cast import NOON
from tests.desk.picked import follow, pick
from tests.factories.finds import make_find


def found(words):
    return {find.title for find in sought(words).among(Find.objects.all())}


@pytest.fixture
def finds(ann, in_marlowe):
    place = follow(ann, "Côr Meibion Dyffryn")
    return pick(
        ann,
        "Forty marrows",
        "Tŷ newydd",
        text="Diolch to everybody for picking litter at Ty Mawr",
        place=place,
    )


def test_a_find_is_read_as_it_is_made(finds):
    find = Find.objects.get(title="Forty marrows")

    assert (find.joy, find.joy_rank) == ("thanks", 40)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("marrow", {"Forty marrows"}),
        ("ty newydd", {"Tŷ newydd"}),
        ("TŶ", {"Tŷ newydd", "Forty marrows"}),
        ("litter pick", {"Tŷ newydd", "Forty marrows"}),
        ('"picking litter" -marrows', {"Tŷ newydd"}),
        ("cor dyffryn", {"Tŷ newydd", "Forty marrows"}),
        ("forty OR newydd", {"Tŷ newydd", "Forty marrows"}),
        ("site:blog.example marrows", {"Forty marrows"}),
        ('"forty marrows', {"Forty marrows"}),
        ("Mair", set()),
        ("leeks", set()),
    ],
)
def test_words_are_read_as_in_searches(finds, words, titles):
    assert found(words) == titles


@pytest.mark.parametrize("words", ["@mair", "marrows from:mair", "marrows OR @mair"])
def test_nobody_is_sought_by_name(finds, words):
    with pytest.raises(OfAPerson):
        sought(words)


def test_a_note_is_sought_like_the_words(finds, ann, bob):
    pass_on(actor=ann.actor, find=finds[0], to=bob.member.id, note="Ask the beekeepers", at=now())

    assert found("beekeeper") == {"Forty marrows"}


def test_reading_again_forgets_no_note(finds, ann, bob):
    pass_on(actor=ann.actor, find=finds[0], to=bob.member.id, note="Ask the beekeepers", at=now())
    Find.objects.update(read_as=0)

    assert read_again() == 2
    assert read_again() == 0
    assert found("beekeeper") == {"Forty marrows"}


def test_a_find_from_before_there_were_words_gets_them(in_marlowe):
    make_find(in_marlowe, title="Thank you, lollipop lady")
    FindWords.objects.all().delete()

    read_again()

    assert Find.objects.get().joy == "thanks"
    assert found("lollipop") == {"Thank you, lollipop lady"}


def test_what_is_erased_or_withdrawn_is_sought_in_vain(finds, ann):
    erase_find(actor=ann.actor, find=finds[0], at=NOON)
    withdraw_finds(actor=ann.actor, identities=[finds[1].identity], at=NOON)

    assert not FindWords.objects.exists()
    assert read_again() == 0
