"""Passing texts full of traps, and searches whose words and phrases are drawn from them."""

from datetime import date

from hypothesis import strategies as st

from apps.searches.language.ast import Kind, Term, replaced
from apps.searches.language.gazetteer import Gazetteer, Spot, words_for
from apps.searches.language.packs import words_of
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text
from apps.searches.language.welsh import in_welsh

SEEN_ON = date(2026, 5, 31)
# An invented council, for the names in a search.
HERE = Gazetteer(
    {
        "crawley": Spot("Crawley", sure=("Crawley", "Łódź", "Llŷn")),
        "park": Spot("park", sure=("St John's",), doubtful=("park", "garden")),
        "north": Spot("north", parts=("Crawley", "park")),
    },
    is_welsh=True,
)
PIECES = [
    "the",
    "and",
    "or",
    "not",
    "park",
    "parks",
    "Parks",
    "playground",
    "garden",
    "gardens",
    "friends",
    "of",
    "friendly",
    "crawley",
    "Crawley's",
    "St",
    "John's",
    "Johns",
    "john",
    "don't",
    "won't",
    "co-operative",
    "cooperative",
    "Co‑operatives",
    "coca-cola",
    "cola",
    "mother-in-law's",
    "tŷ",
    "ty",
    "gŵyl",
    "Llŷn",
    "Wrecsam",
    "mae'r",
    "ysgol'n",
    "café",
    "cafe",
    "naïve",
    "Łódź",
    "Øre",
    "straße",
    "STRASSE",
    "#LoveCrawley",
    "#lovecrawley",
    "#LoveCrawley2026",
    "#BBCNews",
    "#park_run",
    "#加油",
    "#1",
    "@crawleybc",
    "@Crawley@example.social",
    "https://www.crawley.gov.uk/parks",
    "www.example.org",
    "crawley.gov.uk",
    "jane@crawley.gov.uk",
    "加油",
    "公園で遊ぶ",
    "สวัสดี",
    "हिन्दी",
    "ਪੰਜਾਬੀ",
    "বাংলা",
    "اردو",
    "کتاب",
    "공원",
    "parc",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "❤️",
    "1️⃣",
    "𝗯𝗼𝗹𝗱",
    "ＦＵＬＬ",
    "ﬁsh",
    "3.5",
    "10:30",
    "1,000",
    "snake_case",
    "C#",
    "AT&T",
    "and/or",
    "he/she",
    "it\\s",
    "o'brien",
    "rock'n'roll",
    "'quoted'",
    "“smart”",
    "½",
    "Parc",
    "barc",
    "hysgol",
    "bs352ab",
    "massachusetts",
    "apply",
    "now",
    "İstanbul",
]


def as_here(tree):
    """As the council of `HERE` would have it resolved."""
    return replaced(in_welsh(tree), _meant)


def _meant(term):
    match term.kind:
        case Kind.PLACE:
            return words_for(term.value, HERE) or term
        case Kind.PACK:
            return words_of(term.value, ["Boston", "York"]) or term
        case Kind.SOURCE:
            return Term(Kind.SOURCE, "0a1b")
        case Kind.SEARCH:
            return parse("park OR (friends -of)").ast
    return term


strange = st.text(st.characters(exclude_categories=()), min_size=1, max_size=5)
# Known traps three times in four, and any Unicode at all for the traps that nobody knows.
piece = st.integers(0, 3).flatmap(lambda chance: strange if chance == 0 else st.sampled_from(PIECES))
prose = st.lists(piece, min_size=1, max_size=25).map(" ".join)
passing = st.builds(
    Text,
    title=st.lists(piece, max_size=4).map(" ".join),
    body=prose,
    author=st.sampled_from(["", "Jane Smith", "@crawleybc@example.social", "Łukasz"]),
    url=st.sampled_from(["", "https://blog.crawley.gov.uk/x", "https://www.example.org", "nonsense"]),
    language=st.sampled_from(["", "en", "en-GB", "cy"]),
    tags=st.lists(st.sampled_from(["Parks", "LoveCrawley", "Community News"]), max_size=2).map(tuple),
    has=st.lists(st.sampled_from(["image", "video"]), max_size=2).map(tuple),
    source=st.sampled_from(["0a1b", "2c3d"]),
)
facts = st.sampled_from(
    [
        "from:janesmith",
        "from:crawleybc",
        "site:crawley.gov.uk",
        "site:org",
        "lang:en",
        "lang:cy",
        "#parks",
        "has:link",
        "has:image",
        "has:question",
        "source:Echo",
        "near:crawley",
        "near:park",
        "near:north",
        "search:Fairs",
        "pack:jobs",
        "pack:elsewhere",
        "cy:parc",
        "cy:ysgol",
        "since:2026-05-31",
        "until:2026-05-31",
        "since:2026-06-01",
    ]
)


@st.composite
def written_terms(draw, words):
    """A word, a phrase or a fact, mostly one that stands in `words`."""
    at = draw(st.integers(0, len(words) - 1))
    match draw(st.sampled_from(["word", "word", "phrase", "phrase", "begin", "fact", "any", "upper"])):
        case "phrase":
            return '"' + " ".join(words[at : at + draw(st.integers(1, 4))]) + '"'
        case "begin":
            return f"{words[at][: draw(st.integers(4, 6))]}*"
        case "fact":
            return draw(facts)
        case "any":
            return draw(piece)
        case "upper":
            return words[at].upper()
    return words[at]


@st.composite
def written_nears(draw, words):
    """Two words of the text and what may stand between them, or any two; now and then a bracket of OR on a side."""
    at = draw(st.integers(0, len(words) - 1))
    one = words[at]
    other = words[min(at + draw(st.integers(1, 8)), len(words) - 1)]
    sides = [
        draw(st.sampled_from([word, f'"{word}"', f"({word} OR {draw(piece)})", f"{word[:5]}*"]))
        for word in (one, other)
    ]
    if draw(st.booleans()):
        sides.reverse()
    if draw(st.integers(0, 3)) == 0:
        sides[0] = '"' + " ".join(words[at : at + 2]) + '"'
    return f"({sides[0]} NEAR/{draw(st.integers(1, 7))} {sides[1]})"


@st.composite
def written_parts(draw, words, depth):
    form = draw(st.sampled_from(["term", "term", "near", "not", "every", "either"])) if depth else "term"
    if form == "term":
        return draw(written_terms(words))
    if form == "near":
        return draw(written_nears(words))
    if form == "not":
        return f"-{draw(written_parts(words, depth - 1))}"
    count = draw(st.integers(2, 3))
    glue = " " if form == "every" else " OR "
    return f"({glue.join(draw(written_parts(words, depth - 1)) for _ in range(count))})"


@st.composite
def searches(draw, texts):
    """The text of a search about one of `texts`."""
    words = [word for text in texts for word in f"{text.title} {text.body}".split()] or ["park"]
    return " ".join(draw(written_parts(words, 3)) for _ in range(draw(st.integers(1, 2))))


@st.composite
def texts_and_trees(draw, texts=6, trees=25):
    """(texts, trees of searches about them)."""
    drawn = draw(st.lists(passing, min_size=texts, max_size=texts))
    asked = (parse(draw(searches(drawn))).ast for _ in range(trees))
    return drawn, [as_here(tree) for tree in asked if tree]
