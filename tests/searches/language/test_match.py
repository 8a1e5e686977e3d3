"""Which search finds which text, and what is marked in it: the traps, one by one."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings

from apps.searches.language.ast import And, Kind, Or, Term
from apps.searches.language.compile_sql import to_tsquery
from apps.searches.language.dates import DateRange, date_range
from apps.searches.language.evaluate import marks, matches, traces
from apps.searches.language.parser import parse
from apps.searches.language.plan import plan
from apps.searches.language.size import size
from apps.searches.language.tokens import Text, tokenise
from tests.searches.language.generated import SEEN_ON, texts_and_trees


def finds(typed, body, **facts):
    return matches(parse(typed).ast, tokenise(Text(title="", body=body, **facts)), SEEN_ON)


def marked(typed, title, body):
    text = Text(title=title, body=body)
    return [
        (mark.field, getattr(text, mark.field)[mark.start : mark.end])
        for mark in marks(parse(typed).ast, text)
    ]


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("garden", "our Gardens"),
        ("gardens", "one garden"),
        ("St Johns", "St John’s church"),
        ('"St Johns"', "St John’s church"),
        ('"St John\'s"', "St Johns church"),
        ('"Crawley Council"', "Crawley Council’s park"),
        ("co-operative", "the cooperative"),
        ("cooperative", "the co-operative"),
        ("co-operative", "the co operative"),
        ('"co operative"', "a co-operative"),
        ('"the co-operative bank"', "The Cooperative Bank"),
        ('"the cooperative"', "the co-operative"),
        ('"cooperative bank"', "co-operative bank"),
        ("cola", "coca-cola"),
        ("cocacola", "coca-cola"),
        ('"state of the art"', "state-of-the-art"),
        ("ty", "tŷ"),
        ("tŷ", "TY"),
        ("dŷ", "dy"),
        ("cafe", "café"),
        ("café", "cafe"),
        ('"the who"', "The Who are in town"),
        ("don't", "DONT"),
        ("dont", "don’t"),
        ("will young", "Will Young sings"),
        ("bar", "#FooBar"),
        ('"foo bar"', "#FooBar"),
        ("foobar", "#FooBar"),
        ("#foobar", "#FooBar"),
        ("#FooBar", "#foobar"),
        ("#parks", ""),
        ("@crawleybc", "thanks @CrawleyBC!"),
        ("mae", "mae'r ysgol"),
        ('"mae\'r ysgol"', "Mae’r ysgol"),
        ("3.5", "3.5 miles"),
        ("加油", "大家加油吧"),
        ("👩‍👩‍👧", "a 👩‍👩‍👧 b"),
        ("crawley.gov.uk", "see crawley.gov.uk today"),
        ("bold", "𝗯𝗼𝗹𝗱"),
        ('"thanks @crawleybc for"', "Thanks @crawleybc for this"),
        ("हिन्दी", "हम हिन्दी बोलते"),
        ("a OR zzz", "a"),
        ("-zzz a", "a"),
    ],
)
def test_it_finds(typed, body):
    assert finds(typed, body, tags=("Parks",))


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ('"gardens"', "one garden"),
        ('"friends of the park"', "friends near my park"),
        ('"friends park"', "friends of the park"),
        ("ty", "t y"),
        ("#tag20", "at 20"),
        ("#foo", "#FooBar"),
        ("#love", "love"),
        ("crawleybc", "@crawleybc"),
        ("@crawleybc", "crawleybc"),
        ("@crawley@a.social", "@crawley"),
        ("gnip", "#gniprocks"),
        ("operat", "co-operative"),
        ("油加", "加油"),
        ("a -b", "a b"),
        ('a -"b c"', "a b c"),
        ("-(a OR b)", "b"),
    ],
)
def test_it_leaves_alone(typed, body):
    assert not finds(typed, body)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("from:janesmith", True),
        ('from:"jane SMITH"', True),
        ("from:jane", False),
        ("site:crawley.gov.uk", True),
        ("site:gov.uk", True),
        ("site:awley.gov.uk", False),
        ("lang:en", True),
        ("lang:en-GB", True),
        ("lang:cy", False),
    ],
)
def test_what_stands_beside_the_text_counts(typed, found):
    facts = {"author": "Jane Smith", "url": "https://www.blog.crawley.gov.uk/x", "language": "en-GB"}

    assert finds(typed, "", **facts) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("a since:2026-05-31", True),
        ("a since:2026-06-01", False),
        ("a until:2026-05-31", False),
        ("a until:2026-06-01", True),
        ("(since:2026-05-31 until:2026-06-01) a", True),
        ("since:2026-05-01 until:2026-06-01", True),
    ],
)
def test_since_counts_its_day_and_until_does_not(typed, found):
    assert finds(typed, "a") == found


def test_the_narrowest_dates_win_and_stay_out_of_the_query():
    tree = parse("since:2026-01-01 since:2026-02-01 until:2026-04-01 until:2026-03-01 park").ast

    assert date_range(tree) == DateRange(date(2026, 2, 1), date(2026, 3, 1))
    assert to_tsquery(tree) == "'park'"


def test_dates_alone_need_no_query():
    assert to_tsquery(parse("since:2026-01-01").ast) is None


def test_a_date_inside_or_is_never_compiled():
    tree = And((Or((Term(Kind.SINCE, "2026-01-01"), Term(Kind.WORD, "a"))), Term(Kind.WORD, "b")))

    with pytest.raises(ValueError, match="date"):
        to_tsquery(tree)


def test_quotes_and_backslashes_reach_postgresql_as_letters(pg):
    tree = Term(Kind.FROM, "it's\\")

    ((lexemes,),) = pg("SELECT %s::tsquery::text", to_tsquery(tree))

    assert lexemes == "'from:it''s\\\\'"


@pytest.mark.parametrize(
    ("typed", "title", "body", "seen"),
    [
        ("garden", "Gardens", "a garden", [("title", "Gardens"), ("body", "garden")]),
        ('"st johns" fair', "", "St John’s ﬁne fair", [("body", "St John’s"), ("body", "fair")]),
        ("operative", "", "a co‑operative", [("body", "co‑operative")]),
        ("crawley", "", "we #LoveCrawley!", [("body", "#LoveCrawley")]),
        ("@crawleybc", "", "hi @crawleybc.", [("body", "@crawleybc")]),
        ("cafe", "", "x cafe\u0301 y", [("body", "cafe\u0301")]),
        ("bold", "", "𝗯𝗼𝗹𝗱 x", [("body", "𝗯𝗼𝗹𝗱")]),
        ("加油", "", "大家加油吧", [("body", "加油")]),
        ("a -b", "", "a c", [("body", "a")]),
        ("(a b) OR c", "", "a c", [("body", "c")]),
        ('"a b" "b c"', "", "a b c", [("body", "a b c")]),
        ("-(-a)", "", "a", [("body", "a")]),
        ("a b", "", "a", []),
        ("lang:en OR a", "", "a", [("body", "a")]),
        (
            "play* a",
            "",
            "Playing a Play-Station",
            [("body", "Playing"), ("body", "a"), ("body", "Play-Station")],
        ),
        ("a NEAR/2 b", "", "a x b x x a", [("body", "a"), ("body", "b")]),
        ('"a b" NEAR/2 park*', "", "a b x parks", [("body", "a b"), ("body", "parks")]),
        ("since:2026-01-01", "", "a", []),
    ],
)
def test_what_matched_is_marked_in_the_original(typed, title, body, seen):
    assert marked(typed, title, body) == seen


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(texts_and_trees(texts=2, trees=8))
def test_marks_stand_in_order_and_never_overlap(drawn):
    texts, trees = drawn

    for text in texts:
        for tree in trees:
            found = [
                (["title", "body"].index(mark.field), mark.start, mark.end) for mark in marks(tree, text)
            ]
            assert found == sorted(found)
            assert all(start < end <= len((text.title, text.body)[field]) for field, start, end in found)
            assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(found))


def traced_in(typed, body):
    return [body[mark.start : mark.end] for mark in traces(parse(typed).ast, Text(title="", body=body))]


@pytest.mark.parametrize(
    ("typed", "body", "seen"),
    [
        ("park zoo", "a park", ["park"]),
        ("park site:a.org", "a park", ["park"]),
        ("park -jobs", "jobs in the park", ["park"]),
        ("(park zoo) OR -(-farm)", "park and farm", ["park", "farm"]),
        ('"the park" oak', "park the oak", ["oak"]),
        ("since:2026-01-01", "park", []),
    ],
)
def test_of_what_met_a_longer_text_an_excerpt_still_shows_the_words(typed, body, seen):
    assert traced_in(typed, body) == seen


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("play* x", "x playing"),
        ("PLAY* x", "x Player's"),
        ("play* x", "x play"),
        ("play* x", "x play-station"),
        ("station* x", "x play-stations"),
        ("plays* x", "x play-station"),
        ("park* x", "x #ParkRun"),
        ("llyf* x", "x Llyfrgelloedd"),
        ("café* x", "x cafetière"),
        ("park NEAR/1 oak", "parks oak"),
        ("park NEAR/1 oak", "oaks park"),
        ("park NEAR/3 oak", "a park with two oaks"),
        ("park NEAR oak", "park 1 2 3 4 oak"),
        ('"the park" NEAR/2 "old oak"', "the park has old oak, oaks"),
        ('"old oak" NEAR/2 "the park"', "the park has old oak"),
        ("(park OR garden) NEAR/2 (oak OR elm)", "elm in garden"),
        ("play* NEAR/2 park", "park for players"),
        ("co-op NEAR/2 park", "coop by park"),
        ("co-op NEAR/2 park", "co-op park"),
        ("john NEAR/1 church", "St John’s church"),
        ("park NEAR/2 park", "park to park"),
        ("love NEAR/1 crawley", "#LoveCrawley"),
        ("-(park NEAR/1 oak)", "park an oak"),
        ("has:link has:image", "https://a.org"),
        ("source:0a1b", "x"),
    ],
)
def test_beginnings_nearness_and_what_stands_beside_the_words_find(typed, body):
    assert finds(typed, body, has=("image",), source="0a1b")


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("play* x", "x pla"),
        ("play* x", "x display"),
        ("play* x", "x @player"),
        ("park NEAR/1 oak", "park an oak"),
        ("park NEAR/3 oak", "park 1 2 3 oak"),
        ("park NEAR/2 park", "one park"),
        ('"the park" NEAR/1 "park oak"', "the park oak"),
        ("park NEAR/7 oak", "park"),
        ("has:video", "x"),
        ("has:question", "x"),
        ("source:2c3d", "x"),
        ("near:x", "near x"),
        ("search:x", "search x"),
        ("pack:jobs", "jobs"),
    ],
)
def test_beginnings_nearness_and_what_stands_beside_the_words_do_not_find(typed, body):
    assert not finds(typed, body, has=("image",), source="0a1b")


def test_no_near_reaches_from_the_title_into_the_text():
    document = tokenise(Text(title="park", body="oak"))

    assert not matches(parse("park NEAR/7 oak").ast, document, SEEN_ON)


@pytest.mark.parametrize(
    "typed",
    [
        "a NEAR/7 b",
        "(a OR b) NEAR/2 c",
        '("a b" OR c) NEAR/3 ("d e" OR f OR g*)',
        "x -(co-op NEAR y)",
        "beg* x",
    ],
)
def test_a_search_is_as_large_as_what_postgresql_is_asked_for(typed):
    tree = parse(typed).ast

    assert size(plan(tree)) == to_tsquery(tree).count("'") // 2
