"""What is looked for first: by words and shapes in English and Welsh, never by who says them."""

import pytest

from apps.discoveries.models import Find
from apps.discoveries.reading import joy_of, said_in


def joy(words, title=""):
    find = Find(title=title, excerpt=words)
    return joy_of(find, said_in(find))


@pytest.mark.parametrize(
    "words",
    [
        "Thank you to whoever swept the bandstand.",
        "Huge THANKS to the flood wardens, you were brilliant",
        "So grateful to the lollipop lady at Mill Lane",
        "Hats off to the litter pickers!",
        "Diolch yn fawr i bawb a ddaeth i'r eisteddfod",
        "Hoffem ddiolch i'r gwirfoddolwyr",
        "Rydyn ni'n ddiolchgar iawn",
    ],
)
def test_thanks(words):
    assert joy(words) == "thanks"


@pytest.mark.parametrize(
    "words",
    [
        "Congratulations to the under-tens, champions again",
        "We won! The village shop is ours.",
        "Forty bags in one morning: a personal best",
        "The repair café is celebrating its hundredth toaster",
        "Llongyfarchiadau i'r côr",
        "Da iawn i'r tîm dan ddeg",
        "Enillodd yr ysgol wobr",
    ],
)
def test_something_well_done(words):
    assert joy(words) == "achievement"


@pytest.mark.parametrize(
    "words",
    [
        "Marrows on the wall, help yourselves",
        "Happy to help anyone with a ladder",
        "Old sofa free to a good home",
        "Soup at one, everyone welcome",
        "Croeso i bawb, te a chacen",
        "Llyfrau plant am ddim",
    ],
)
def test_an_offer(words):
    assert joy(words) == "offer"


@pytest.mark.parametrize(
    "words",
    [
        "Does anyone know when the tip opens",
        "Who mends bikes round here?",
        "Looking for a drummer",
        "Oes rhywun yn gwybod pryd mae'r bws",
        "Ble mae'r parcio gorau?",
    ],
)
def test_a_question(words):
    assert joy(words) == "question"


@pytest.mark.parametrize(
    "words",
    [
        "Road closed on Mill Lane until Friday",
        "No thanks, we have enough bins",
        "Thanks for nothing, number 7 bus",
        "Read more: https://example.org/?page=2",
        "Claim your prize, you have won a phone",
        "Mae'r ffordd ar gau",
        "",
    ],
)
def test_nothing_of_the_kind(words):
    assert joy(words) == ""


def test_who_wrote_it_makes_no_difference():
    find = Find(excerpt="Road closed", author="Thanks Champion")

    assert joy_of(find, said_in(find)) == ""


def test_the_kindest_reason_is_told_first():
    assert joy("Does anyone know who swept the steps? Thank you, whoever you are!") == "thanks"
