"""How a place's names are written, and which of them are everyday words too."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.common.refusals import Invalid
from apps.common.writing import straight
from apps.organisations.models.places import LONGEST_NAME

MOST_OTHER_NAMES = 20
MOST_PLACES = 1000
POSTCODE_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?", re.IGNORECASE)
# Towns, districts and counties whose name a text may use without meaning them: words, first names and surnames.
COMMON_WORDS = frozenset(
    [
        "acre",
        "angel",
        "angus",
        "arrow",
        "ash",
        "ashley",
        "ball",
        "barking",
        "barnes",
        "barry",
        "bath",
        "battle",
        "beer",
        "bell",
        "bow",
        "bridge",
        "broad",
        "brook",
        "brown",
        "bulls",
        "burn",
        "bury",
        "cage",
        "castle",
        "chard",
        "chester",
        "church",
        "clay",
        "cliff",
        "colin",
        "common",
        "corby",
        "corner",
        "cove",
        "cross",
        "crook",
        "crown",
        "deal",
        "dean",
        "diss",
        "down",
        "eden",
        "elm",
        "eye",
        "falls",
        "fleet",
        "flint",
        "ford",
        "forest",
        "fort",
        "garden",
        "gates",
        "grange",
        "green",
        "hale",
        "hall",
        "ham",
        "harrow",
        "heath",
        "high",
        "highland",
        "hill",
        "hook",
        "hope",
        "hull",
        "inch",
        "ireland",
        "iron",
        "island",
        "kelly",
        "kent",
        "king",
        "lake",
        "lamb",
        "lane",
        "leek",
        "looe",
        "lower",
        "mall",
        "maple",
        "march",
        "market",
        "marsh",
        "meadow",
        "mill",
        "mold",
        "moss",
        "mount",
        "nelson",
        "new",
        "newton",
        "north",
        "oak",
        "old",
        "orchard",
        "over",
        "park",
        "pier",
        "pool",
        "port",
        "rake",
        "reading",
        "ridge",
        "river",
        "road",
        "rugby",
        "rush",
        "rye",
        "sale",
        "sandwich",
        "sandy",
        "seal",
        "settle",
        "ship",
        "slough",
        "small",
        "south",
        "spa",
        "spring",
        "square",
        "stanley",
        "station",
        "stirling",
        "stone",
        "strand",
        "street",
        "stroud",
        "sun",
        "swan",
        "temple",
        "test",
        "thorn",
        "tooting",
        "tower",
        "town",
        "trent",
        "upper",
        "vale",
        "valley",
        "wall",
        "ware",
        "wash",
        "well",
        "wells",
        "west",
        "whale",
        "wick",
        "wing",
        "wood",
        "wool",
        "worth",
        "yard",
        "york",
    ]
)


def read_name(written: str) -> str:
    """One line, one space at a time. Raises Invalid at ``name``."""
    name = " ".join(straight(written).split())
    if not name:
        raise Invalid(_("A place needs a name."), field="name")
    if fault := fault_of_name(name):
        raise Invalid(fault, field="name")
    return name


def read_other_names(written: Iterable[str], *, name: str) -> list[str]:
    """Each once, in the order they came, without the name itself. Raises Invalid at ``other_names``."""
    found: dict[str, str] = {}
    for one in written:
        other = " ".join(straight(one).split())
        if fault := fault_of_name(other):
            raise Invalid(fault, field="other_names")
        if other and other.casefold() != name.casefold():
            found.setdefault(other.casefold(), other)
    if len(found) > MOST_OTHER_NAMES:
        raise Invalid(_("Twenty other names are enough."), field="other_names")
    return list(found.values())


def fault_of_name(name: str) -> object:
    """What is wrong with a name, or nothing. Quotation marks and semicolons set names apart in searches and lists."""
    if len(name) > LONGEST_NAME:
        return _("A name has 80 characters at most.")
    if name and not name[0].isalnum():
        return _("A name begins with a letter or a figure.")
    if any(mark in name for mark in '"“”;\t'):
        return _("Write a name without quotation marks and semicolons.")
    return ""


def is_everyday_word(name: str) -> bool:
    """Whether a text that says this need not mean the place."""
    return name.casefold() in COMMON_WORDS


def looks_like_postcode(name: str) -> bool:
    """A postcode district, such as TN4."""
    return POSTCODE_DISTRICT.fullmatch(name) is not None
