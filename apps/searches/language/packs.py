"""Packs: what is about something else although the words are the same. Each is a search in our own language.

Usually left out, -pack:jobs. Raise PACKS_VERSION with any change: searches that use one are then resolved again.
"""

from collections.abc import Iterable

from apps.searches.language.ast import Node, either
from apps.searches.language.gazetteer import key
from apps.searches.language.parser import parse

PACKS_VERSION = 1
JOBS = """
"job vacancy" OR "job vacancies" OR "current vacancies" OR "now hiring" OR "we are hiring" OR "we're hiring"
OR "apply now" OR "immediate start" OR "per annum" OR "pro rata" OR "competitive salary" OR "full time position"
OR "part time position" OR "job description" OR "send your cv" OR "zero hours contract" OR "recruitment agency"
OR #jobs OR #hiring OR #nowhiring OR #vacancy OR #recruitment OR (salary NEAR/5 (hour OR year OR experience))
"""
PROPERTY = """
"for sale" NEAR/7 (house OR flat OR bungalow OR property OR bedroom) OR "to let" NEAR/7 (house OR flat OR property OR bedroom)
OR "estate agent" OR "estate agents" OR "letting agent" OR "letting agents" OR "asking price" OR "guide price"
OR "offers over" OR "offers in excess" OR "bedroom house" OR "bedroom flat" OR "bedroom apartment" OR "bed flat"
OR "shared ownership" OR "buy to let" OR "no onward chain" OR pcm OR #property OR #tolet OR #forsale OR #rightmove OR #zoopla
"""
# Towns whose name another is known by, and what says that the other is meant.
NAMESAKES = {
    "aberdeen": '"south dakota" OR "aberdeen proving ground" OR "hong kong"',
    "bath": '"bath maine" OR "bath iron works"',
    "bedford": '"new hampshire" OR "bedford texas" OR massachusetts',
    "belfast": '"belfast maine" OR "south africa"',
    "birmingham": 'alabama OR "birmingham michigan"',
    "boston": 'massachusetts OR "new england" OR celtics OR bruins OR "red sox" OR harvard OR "boston marathon"',
    "bristol": '"bristol connecticut" OR "bristol tennessee" OR "bristol motor speedway" OR "bristol myers"',
    "cambridge": "massachusetts OR harvard OR ontario",
    "chester": '"chester pennsylvania" OR "chester county" OR "west chester"',
    "christchurch": '"new zealand" OR canterbury',
    "dover": 'delaware OR "dover new hampshire"',
    "durham": '"north carolina" OR "duke university" OR "durham bulls" OR "durham ontario"',
    "gloucester": 'massachusetts OR "cape ann"',
    "greenwich": 'connecticut OR "greenwich village"',
    "halifax": '"nova scotia" OR canada',
    "hamilton": 'ontario OR "new zealand" OR bermuda OR musical',
    "kingston": 'jamaica OR ontario OR "new york"',
    "lancaster": 'pennsylvania OR california OR "burt lancaster"',
    "lincoln": 'nebraska OR "abraham lincoln" OR "lincoln center" OR "lincoln memorial"',
    "london": "ontario",
    "manchester": '"new hampshire" OR connecticut OR tennessee OR bonnaroo',
    "newcastle": '"new south wales" OR "newcastle australia" OR "newcastle knights"',
    "newport": '"rhode island" OR "newport beach" OR oregon OR "newport news"',
    "norwich": "connecticut OR vermont",
    "oxford": 'mississippi OR ohio OR "ole miss"',
    "perth": '"western australia" OR "perth australia" OR "perth scorchers"',
    "plymouth": "massachusetts OR mayflower OR minnesota OR montserrat",
    "portland": 'oregon OR maine OR "trail blazers"',
    "reading": 'pennsylvania OR "reading phillies"',
    "richmond": 'virginia OR "british columbia" OR california OR "richmond tigers"',
    "salisbury": 'maryland OR "north carolina" OR "south australia"',
    "stamford": "connecticut",
    "stratford": "ontario OR connecticut",
    "swansea": 'massachusetts OR "south carolina"',
    "washington": '"white house" OR congress OR "washington dc" OR seattle OR "george washington"',
    "wellington": '"new zealand" OR "duke of wellington"',
    "winchester": 'virginia OR rifle OR "sam and dean"',
    "windsor": 'ontario OR "windsor spitfires"',
    "worcester": "massachusetts",
    "york": '"new york"',
}


def text_of(pack: str, towns: Iterable[str] = ()) -> str:
    """A pack as it is written, for all to read; "" when it says nothing about these towns."""
    if pack != "elsewhere":
        return " ".join({"jobs": JOBS, "property": PROPERTY}[pack].split())
    known = [NAMESAKES[key(town)] for town in towns if key(town) in NAMESAKES]
    return " OR ".join(dict.fromkeys(known))


def words_of(pack: str, towns: Iterable[str] = ()) -> Node | None:
    """What it stands for, without the names that are of here themselves."""
    here = {key(town) for town in towns}
    tree = parse(text_of(pack, towns)).ast
    parts = getattr(tree, "parts", (tree,)) if tree else ()
    return either(part for part in parts if key(getattr(part, "value", "")) not in here)
