"""Boxes and query are two ways to write one search: from one to the other and back, nothing is lost."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.searches.language.asking import (
    Box,
    CannotShow,
    asked,
    boxes_of,
    joined,
    meaning,
    simple_boxes_of,
    split,
)
from apps.searches.language.ast import canonical
from apps.searches.language.messages import CANNOT_SHOW
from apps.searches.language.parser import parse
from tests.searches.language.generated import passing, searches, strange

NAMED = ['near:"St John\'s, Netherby"', "source:Plots", 'search:"Litter picks"', "-pack:jobs", "has:video"]
MORE = [
    *NAMED,
    "play*",
    "cy:cath",
    "(park NEAR/3 swing)",
    "-from:plots",
    "-(jobs OR sale)",
    "until:2026-12-01",
]


@st.composite
def queries(draw):
    """A search about some text, with what has a box of its own beside it."""
    about = draw(searches([draw(passing)]))
    beside = draw(st.lists(st.sampled_from(MORE), max_size=4, unique=True))
    return " ".join([f"({about})", *beside])


def some(*items, least=0):
    return st.lists(st.sampled_from(items), min_size=least, unique=True).map(tuple)


def none_or(several):
    return st.one_of(st.just(()), several)


filled = st.fixed_dictionaries(
    {
        Box.ALL: some("litter", "play*", "cy:cath", "@plots", 'search:"Parks"', "(park NEAR/3 swing)"),
        Box.EXACTLY: some("beach clean", '"Marlowe, Kent"', "won't"),
        Box.ANY: none_or(some("pick", '"tidy up"', "#tidy gloves", "1,000", "bags -black", least=2)),
        Box.HASHTAGS: some("LoveParks", "park_run"),
        Box.NEAR: some("Netherby", "St John's", '"Marlowe, Kent"'),
        Box.FROM: some("crawleybc", "plots"),
        Box.SITES: some("example.org", "blog.example"),
        Box.SOURCES: some("The allotment blog", "Plots"),
        Box.LANGUAGE: some("cy", "en", "en-gb"),
        Box.HAS: some("link", "image", "video", "question"),
        Box.SINCE: some("2026-05-31").filter(lambda days: len(days) < 2),
        Box.UNTIL: some("2026-06-30"),
        Box.NONE: some("jobs", '"for sale"', "car boot", "site:example.com", "has:link"),
        Box.NOT_FROM: some("spammer", "bot"),
        Box.PACKS: some("jobs", "property"),
    }
).map(lambda boxes: {box: items for box, items in boxes.items() if items})


class TestRoundTrips:
    @given(queries())
    def test_a_search_comes_back_from_its_boxes_or_is_refused_with_a_reason(self, query):
        tree = parse(query).ast

        for boxes in (boxes_of(tree), simple_boxes_of(tree)):
            if isinstance(boxes, CannotShow):
                assert boxes.code in CANNOT_SHOW
                assert boxes.code != "otherwise"
            else:
                assert meaning(asked(boxes).tree) == meaning(tree)

    @given(filled)
    def test_boxes_come_back_from_their_search(self, boxes):
        assert boxes_of(asked(boxes).tree) == boxes
        assert asked(boxes).notes == ()

    @given(filled)
    def test_and_by_way_of_the_text_of_the_search(self, boxes):
        tree = asked(boxes).tree
        assume(tree is not None)

        assert boxes_of(parse(canonical(tree)).ast) == boxes

    @given(filled)
    def test_and_by_way_of_what_stands_in_the_fields_of_a_page(self, boxes):
        typed = {box: split(joined(box, items)) for box, items in boxes.items()}

        assert meaning(asked(typed).tree) == meaning(asked(boxes).tree)

    @given(st.dictionaries(st.sampled_from(Box), st.lists(strange, max_size=3).map(tuple)))
    def test_whatever_is_typed_makes_a_search_that_can_be_written(self, boxes):
        tree = asked(boxes).tree

        assert tree is None or parse(canonical(tree)).ast == tree


@pytest.mark.parametrize(
    ("query", "boxes"),
    [
        ("litter pick", {"all": ("litter", "pick")}),
        ('"litter pick" park', {"exactly": ("litter pick",), "all": ("park",)}),
        ("litter pick OR beach clean", {"any": ("litter pick", "beach clean")}),
        ("(a OR b) (c OR d)", {"any": ("a", "b"), "any_too": ("c", "d")}),
        ("park -jobs -(for sale)", {"all": ("park",), "none": ("jobs", "for sale")}),
        ("park -(jobs OR sale)", {"all": ("park",), "none": ("jobs", "sale")}),
        ("(#a OR #b) site:x.org", {"hashtags": ("a", "b"), "sites": ("x.org",)}),
        ("#a #b", {"hashtags": ("a",), "all": ("#b",)}),
        ("park has:link has:image", {"all": ("park",), "has": ("link", "image")}),
        ("fête -from:bot -pack:jobs", {"all": ("fête",), "not_from": ("bot",), "packs": ("jobs",)}),
    ],
)
def test_what_stands_in_which_box(query, boxes):
    assert boxes_of(parse(query).ast) == boxes


@pytest.mark.parametrize(
    ("query", "code", "part"),
    [
        ("(a OR b) (c OR d) (e OR f)", "choices", "e OR f"),
        ("a OR (b (c OR d))", "nested", "b (c OR d)"),
        ("-(a (b OR c))", "nested", "a (b OR c)"),
    ],
)
def test_what_no_box_can_show(query, code, part):
    assert boxes_of(parse(query).ast) == CannotShow(code, part)


@pytest.mark.parametrize(
    ("query", "boxes"),
    [
        ("litter pick", {"any": ("litter pick",)}),
        ('(litter OR "beach clean") near:"Yate"', {"any": ("litter", '"beach clean"'), "near": ("Yate",)}),
        ("(near:Yate OR near:Dursley) fête", {"any": ("fête",), "near": ("Yate", "Dursley")}),
    ],
)
def test_what_is_simple(query, boxes):
    assert simple_boxes_of(parse(query).ast) == boxes


@pytest.mark.parametrize(
    ("query", "code"),
    [("park -jobs", "leaves-out"), ("park lang:cy", "asks-more"), ("(a OR b) c", "choices-simple")],
)
def test_what_is_not_simple(query, code):
    assert simple_boxes_of(parse(query).ast).code == code


def test_an_item_that_cannot_be_honoured_is_said_beside_its_box():
    said = asked({Box.SINCE: ("31/05/2026",), Box.ALL: ("park",)})

    assert canonical(said.tree) == "park"
    assert [(box, note.level, note.code) for box, note in said.notes] == [("since", "error", "date-odd")]


def test_commas_and_lines_divide_and_quotation_marks_hold_together():
    assert split('litter, pick\n"Marlowe, Kent" fête, 1,000,') == (
        "litter",
        "pick",
        '"Marlowe, Kent" fête',
        "1,000",
    )
