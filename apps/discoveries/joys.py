"""What we look for first, as data: four kinds of joy in words that people here use, English and Welsh.

Each line is a query in our own search language, so it is read, stemmed and explained like any search. Whoever adds a
line adds a sentence to tests/discoveries/test_joy.py and raises JOY_VERSION; finds are then read again.
"""

from dataclasses import dataclass

from apps.discoveries.models import Joy

JOY_VERSION = 1


@dataclass(frozen=True)
class Look:
    """``rank``: higher stands higher up. ``shape``: what can be seen without any of the words."""

    joy: Joy
    rank: int
    english: str
    welsh: str
    unless: str = ""
    shape: str = ""


LOOKS = (
    Look(
        Joy.THANKS,
        40,
        english=(
            'thank OR "thankyou" OR grateful OR gratitude OR appreciate OR appreciated OR kudos OR "hats off" '
            'OR "shout out to" OR "shoutout to" OR "bless them" OR "much obliged"'
        ),
        welsh="diolch OR ddiolch OR niolch OR diolchgar OR ddiolchgar OR diolchiadau OR gwerthfawrogi OR werthfawrogi",
        unless='"no thanks" OR "no thank you" OR "thanks for nothing" OR "no thanks to" OR "dim diolch"',
    ),
    Look(
        Joy.ACHIEVEMENT,
        30,
        english=(
            'congratulations OR congrats OR "well done" OR proud OR proudly OR won OR winner OR champion OR trophy '
            'OR medal OR awarded OR achieved OR achievement OR "first place" OR "personal best" OR milestone '
            'OR "we did it" OR "they did it" OR celebrating OR celebrated OR "record breaking" OR "grand total"'
        ),
        welsh=(
            'llongyfarchiadau OR longyfarchiadau OR "da iawn" OR balch OR falch OR enillodd OR ennill OR enillwyr '
            'OR enillydd OR gwobr OR wobr OR "carreg filltir" OR dathlu OR ddathlu OR "pencampwr" OR "wedi llwyddo"'
        ),
        unless='"not proud" OR "prize draw" OR "have won a" OR "claim your"',
    ),
    Look(
        Joy.OFFER,
        20,
        english=(
            '"help yourself" OR "help yourselves" OR "happy to help" OR "glad to help" OR "can help" OR "here to help" '
            'OR "lend a hand" OR "give a hand" OR "free to a good home" OR "free to collect" OR "going free" '
            'OR "giving away" OR "give away" OR "to give away" OR "free of charge" OR "spare veg" OR "take one" '
            'OR "if anyone needs" OR "if anybody needs" OR "if you need" OR "to share with" OR "all welcome" '
            'OR "everyone welcome" OR "everyone is welcome" OR "you are welcome to" OR "come and join us" OR "to borrow"'
        ),
        welsh=(
            '"croeso i bawb" OR "rhad ac am ddim" OR "am ddim" OR "dewch draw" OR "barod i helpu" OR "hapus i helpu" '
            'OR "gallwn helpu" OR "helpwch eich hunain" OR "i\'w rhannu"'
        ),
        unless='"free trial" OR "buy one" OR "free delivery"',
    ),
    Look(
        Joy.QUESTION,
        10,
        english=(
            '"does anyone" OR "does anybody" OR "can anyone" OR "can anybody" OR "has anyone" OR "has anybody" '
            'OR "anyone know" OR "anybody know" OR "anyone recommend" OR "looking for" OR "any recommendations" '
            'OR "any ideas" OR "where can" OR "who do i" OR "how do i"'
        ),
        welsh=(
            '"oes rhywun" OR "oes unrhyw" OR "oes gan" OR "all rhywun" OR "ydy rhywun" OR "ble mae" OR "ble alla" '
            'OR "pryd mae" OR "sut mae" OR "pwy sy"'
        ),
        shape="question",
    ),
)
