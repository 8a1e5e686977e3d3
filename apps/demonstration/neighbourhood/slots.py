"""The small words that change each time a text is used, by town. Lengths share few factors, on purpose."""

import re
from collections.abc import Collection, Mapping
from math import gcd

Slots = Mapping[str, tuple[str, ...]]

_DAYS = ("Saturday", "Sunday", "Thursday", "Wednesday", "Friday", "Monday", "Tuesday")
_COMMON: dict[str, tuple[str, ...]] = {
    "day": _DAYS,
    "evening": ("Tuesday", "Thursday", "Wednesday", "Monday", "Friday"),
    "time": ("10 am", "half past nine", "2 pm", "11 o’clock", "half past six", "3 o’clock", "noon", "7 pm"),
    "morning": ("half past nine", "10 am", "9 am", "quarter to ten", "half past ten", "quarter past nine", "eight o’clock"),
    "late": ("7 pm", "half past seven", "quarter past seven", "8 pm", "half past six", "6 pm"),
    "hours": ("an hour", "two hours", "forty minutes", "an hour and a half", "three hours"),
    "marrows": (
        "Forty", "Thirty-six", "Fifty-two", "Forty-four", "Twenty-nine", "Sixty-one", "Thirty-three",
        "Forty-eight", "Fifty-five", "Thirty-eight", "Forty-one",
    ),
    "veg": (
        "leeks", "beetroot", "runner beans", "kale", "parsnips", "chard", "onions", "squashes", "potatoes",
        "carrots", "sprouts", "celeriac", "rhubarb",
    ),
    "thing": (
        "a toaster", "a standard lamp", "a sewing machine", "a cuckoo clock", "a hairdryer", "a record player",
        "a pushchair", "a food mixer", "a bedside radio",
    ),
    "cake": ("lemon drizzle", "parkin", "Victoria sponge", "walnut cake", "bara brith", "flapjack", "gingerbread"),
    "colour": ("red", "navy", "mustard", "green", "purple", "grey", "turquoise"),
}  # fmt: skip
_TARROWBRIDGE: dict[str, tuple[str, ...]] = {
    "street": (
        "Mill Lane", "Fallow Road", "Weaver Street", "Cooper’s Yard", "Heron Close", "Old Tannery Road",
        "Larch Avenue", "Chandler’s Row", "Bridge Street", "Quarry Hill", "Station Parade",
    ),
    "village": ("Nether Wick", "Sallowfield", "Long Dapple", "Upper Tarrow", "Cold Hurley"),
    "name": (
        "Maureen", "Derek", "Priya", "Joan", "Femi", "Gareth", "Aisha", "Colin", "Beth", "Tomasz", "Winifred",
        "Sanjay", "Ruth",
    ),
    "woman": ("Maureen", "Priya", "Joan", "Aisha", "Beth", "Winifred", "Ruth", "Olive"),
    "man": ("Derek", "Femi", "Gareth", "Colin", "Tomasz", "Sanjay", "Arthur"),
}  # fmt: skip
_BRO_GWENNOL: dict[str, tuple[str, ...]] = {
    "street": (
        "Heol y Bont", "Quay Street", "Heol Elin", "Harbour Road", "Stryd y Farchnad", "Chapel Row", "Lôn Fedw",
        "Tan-y-coed", "Station Terrace", "Maes Gwennol", "Estuary View",
    ),
    "village": ("Llanfedwen", "Rhyd Gwennol", "Tre Eos", "Cwm Helyg", "Pont Elin"),
    "name": (
        "Eleri", "Dafydd", "Menna", "Huw", "Nia", "Yusuf", "Carys", "Ieuan", "Sioned", "Gwilym", "Bethan", "Marek",
        "Rhian",
    ),
    "woman": ("Eleri", "Menna", "Nia", "Carys", "Sioned", "Bethan", "Rhian", "Mair"),
    "man": ("Dafydd", "Huw", "Yusuf", "Ieuan", "Gwilym", "Marek", "Emlyn"),
    "dydd": (
        "ddydd Sadwrn", "ddydd Sul", "nos Fawrth", "nos Fercher", "nos Iau", "nos Wener", "nos Lun",
    ),
    "amser": (
        "am saith o’r gloch", "am hanner awr wedi saith", "am chwarter i saith", "am hanner awr wedi chwech",
        "am chwech o’r gloch",
    ),
}  # fmt: skip
SLOTS: dict[str, Slots] = {
    "tarrowbridge": _COMMON | _TARROWBRIDGE,
    "bro-gwennol": _COMMON | _BRO_GWENNOL,
}

_PEOPLE = ("name", "woman", "man")
_SLOT = re.compile(r"\{([a-z]+)(\d?)\}|\{(\d+)\.\.(\d+)\}")


def without(slots: Slots, speakers: Collection[str]) -> Slots:
    """The same slots, but nobody who speaks is also spoken of."""
    return {**slots, **{who: tuple(name for name in slots[who] if name not in speakers) for who in _PEOPLE}}


def fill(text: str, turn: int, slots: Slots) -> str:
    """Give every ``{slot}`` and ``{low..high}`` its value for this turn; the same slot twice is the same value.

    ``{name2}`` is another value from the list of ``{name}``. Raises KeyError for a slot nobody knows.
    """

    def value(found: re.Match[str]) -> str:
        name, other, low, high = found.groups()
        if name is None:
            return str(_number(int(low), int(high), turn))
        values = slots[name]
        return values[(turn + 3 * int(other or 0)) % len(values)]

    return _SLOT.sub(value, text)


def _number(low: int, high: int, turn: int) -> int:
    """Every number between the two has its turn, in leaps."""
    span = high - low + 1
    leap = next(leap for leap in (7, 11, 13, 17, 1) if gcd(leap, span) == 1)
    return low + turn * leap % span
