"""The two invented towns and the places where their people talk. Neither town exists in the United Kingdom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    key: str
    name: str
    council: str
    says: str


@dataclass(frozen=True)
class Place:
    """One site with one main feed; ``style`` names the renderer in ``feeds.RENDERERS``."""

    slug: str
    town: str
    title: str
    says: str
    style: str
    feed_name: str
    language: str = "en-GB"
    colour: str = "#7a3b1d"
    weight: int = 1
    gathers: bool = False
    tires: bool = False

    @property
    def home(self) -> str:
        return f"/{self.town}/{self.slug}/"

    @property
    def feed(self) -> str:
        return f"{self.home}{self.feed_name}"

    @property
    def has_comments(self) -> bool:
        return self.style == "wordpress"

    @property
    def comments_feed(self) -> str:
        return f"{self.home}comments/feed/"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.style]


CONTENT_TYPES = {
    "rss": "application/rss+xml; charset=UTF-8",
    "wordpress": "application/rss+xml; charset=UTF-8",
    "atom": "application/atom+xml; charset=UTF-8",
    "rdf": "application/rdf+xml; charset=UTF-8",
    "shop": "text/xml; charset=windows-1252",
    "json": "application/feed+json; charset=UTF-8",
}

TOWNS = {
    "tarrowbridge": Town(
        "tarrowbridge",
        "Tarrowbridge",
        "Tarrowbridge Borough Council",
        "A market town on the River Tarrow, with five villages, one clock that is right and one that is not.",
    ),
    "bro-gwennol": Town(
        "bro-gwennol",
        "Bro Gwennol",
        "Cyngor Sir Bro Gwennol · Bro Gwennol County Council",
        "A valley, an estuary and the town of Abergwennol. Croeso cynnes; bring a coat.",
    ),
}

PLACES: tuple[Place, ...] = (
    Place(
        "allotments",
        "tarrowbridge",
        "Sallowfield Allotment Society",
        "The allotment society’s blog: 112 plots, one tap, strong views on slugs.",
        "rss",
        "feed.xml",
        colour="#3f6b2a",
        weight=2,
    ),
    Place(
        "voice",
        "tarrowbridge",
        "The Mill Lane Voice",
        "News and questions from the streets around Mill Lane, with comments.",
        "wordpress",
        "feed/",
        colour="#8a2f4a",
        weight=2,
    ),
    Place(
        "newsletter",
        "tarrowbridge",
        "Nether Wick Parish Newsletter",
        "What the parish is doing, and when the hall is free.",
        "atom",
        "atom.xml",
        colour="#4a4f86",
    ),
    Place(
        "hardware",
        "tarrowbridge",
        "Cooper’s Yard Hardware",
        "The ironmonger’s news page. The dates are how the owner likes them.",
        "shop",
        "news.rss",
        colour="#8a5a13",
        tires=True,
    ),
    Place(
        "repair",
        "tarrowbridge",
        "Tarrowbridge Repair Café",
        "Bring it broken, have a cake, take it home mended.",
        "json",
        "feed.json",
        colour="#1d6a72",
    ),
    Place(
        "buses",
        "tarrowbridge",
        "Tarrow Valley Bus Users",
        "Cross, but fair, about the 14, the 22 and the shelter by the mill.",
        "rss",
        "rss.xml",
        colour="#9a2b2b",
    ),
    Place(
        "noticeboard",
        "tarrowbridge",
        "Tarrowbridge Noticeboard",
        "The volunteers’ noticeboard, which also passes on what others wrote.",
        "atom",
        "feed.atom",
        colour="#5b4a3a",
        gathers=True,
    ),
    Place(
        "litter",
        "bro-gwennol",
        "Abergwennol Litter Pickers",
        "Gloves, grabbers and a flask. With comments.",
        "wordpress",
        "feed/",
        colour="#20694a",
        weight=2,
    ),
    Place(
        "flood-wardens",
        "bro-gwennol",
        "Gwennol Valley Flood Wardens",
        "Neighbours who watch the river so that others can sleep.",
        "atom",
        "atom.xml",
        colour="#245a8d",
        weight=2,
    ),
    Place(
        "school-friends",
        "bro-gwennol",
        "Ffrindiau Ysgol y Gwenoliaid",
        "The parents and friends of the primary school · Cyfeillion yr ysgol.",
        "rss",
        "rss.xml",
        colour="#a2552a",
    ),
    Place(
        "eisteddfod",
        "bro-gwennol",
        "Eisteddfod Abergwennol",
        "Newyddion y pwyllgor, y côr a’r cystadlu.",
        "rss",
        "ffrwd.xml",
        language="cy",
        colour="#8c2438",
        weight=2,
    ),
    Place(
        "history",
        "bro-gwennol",
        "Abergwennol and District History Group",
        "Old photographs, older arguments, and the truth about the pier.",
        "rdf",
        "index.rdf",
        colour="#6b4a6f",
    ),
    Place(
        "football",
        "bro-gwennol",
        "Clwb Pêl-droed Abergwennol",
        "The club by the estuary: three senior teams, nine junior ones, one heron.",
        "json",
        "feed.json",
        colour="#15616d",
    ),
)

BY_SLUG = {place.slug: place for place in PLACES}

MOVED = {"/tarrowbridge/mill-lane-residents/": "voice"}
"""Old addresses, each with its feed.xml, that answer 301 to the place named."""

GONE = {
    "/bro-gwennol/skate-park-campaign/": "We won, the skate park is built, and this site is closed. Diolch!"
}
"""Addresses, each with its feed.xml, that answer 410 with the sentence."""
