"""Half-typed, pasted and mistyped searches: what we understood, and what we said about it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.searches.language.ast import Kind, Term, canonical, from_json, terms, to_json
from apps.searches.language.messages import MESSAGES
from apps.searches.language.notes import caret
from apps.searches.language.parser import MAX_CHARACTERS, parse
from tests.searches.language.generated import PIECES

PUNCTUATION = [
    "(",
    ")",
    '"',
    "“",
    "”",
    "«",
    "-",
    "–",
    "OR",
    "AND",
    "NOT",
    "NEAR/3",
    "|",
    "*",
    "#",
    "@",
    " ",
    ":",
    "'",
]
FIELDS = [
    "from:",
    "site:",
    "lang:",
    "since:",
    "until:2026-01-02",
    "since:2025-02-01",
    "near:",
    'near:"Old Town"',
    "source:",
    'search:"Fairs"',
    "has:image",
    "pack:jobs",
    "cy:",
    "play*",
    "NEAR",
    "lang:cy",
]
scraps = st.lists(st.sampled_from([*PUNCTUATION, *FIELDS, *PIECES]), max_size=25)
anything = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    scraps.map(" ".join),
    scraps.map("".join),
)


def understood(text):
    tree = parse(text).ast
    return canonical(tree) if tree else None


def codes(text):
    return [note.code for note in parse(text).notes]


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("crawley park", "crawley park"),
        ("crawley AND park", "crawley park"),
        ("crawley (park OR playground) -jobs", "crawley (park OR playground) -jobs"),
        ("a OR b c", "a OR (b c)"),
        ("a b OR c -d", "(a b) OR (c -d)"),
        ("a NOT b", "a -b"),
        ("a AND NOT (b OR c)", "a -(b OR c)"),
        ("-(a b) c", "-(a b) c"),
        ("-(-a) b", "a b"),
        ("NOT NOT a", "a"),
        ("((a)) (b (c))", "a b c"),
        ("a a", "a"),
        ("“St John’s”", '"St John\'s"'),
        ("«fête du parc»", '"fête du parc"'),
        ('"x”', '"x"'),
        ("（a OR b） c", "(a OR b) c"),
        ("#LoveCrawley @CrawleyBC", "#LoveCrawley @crawleybc"),
        ("-#tag -@handle", "-#tag -@handle"),
        ("from:@Jane FROM:jane", "from:jane"),
        ('from:"Jane Smith"', "from:janesmith"),
        ("site:https://www.Crawley.gov.uk", "site:crawley.gov.uk"),
        ("lang:Welsh a", "lang:cy a"),
        ("since:2026-5-1 until:2026-06-01 a", "since:2026-05-01 until:2026-06-01 a"),
        ("-from:jane a", "-from:jane a"),
        ("crawley, park!", "crawley park"),
        ("3.5 10:30 and/or", "3.5 10:30 and/or"),
        ("https://crawley.gov.uk/parks", "https://crawley.gov.uk/parks"),
        ("a\x00b \ud800 c", "a b c"),
        ("tŷ 加油 👍🏽", "tŷ 加油 👍"),
    ],
)
def test_a_search_is_understood(typed, meaning):
    assert understood(typed) == meaning


@pytest.mark.parametrize(
    "typed", ["co-operative", "coca-cola", "ab-cd", "(a)-b", '"a"-b', "a -", "a - b", "a --", "don't-know"]
)
def test_a_minus_means_not_only_after_a_space_or_bracket_and_before_a_word(typed):
    assert "-" not in understood(typed).replace("co-op", "").replace("a-c", "").replace("b-c", "").replace(
        "t-k", ""
    )


@pytest.mark.parametrize("typed", ["-b", "a -b", "(-b)", "a (c OR -b)", "a\n-b", 'a -"b"', "a –b", "a −b"])
def test_a_minus_after_a_space_or_bracket_means_not(typed):
    assert "-" in understood(typed)


@pytest.mark.parametrize(
    ("typed", "meaning", "code"),
    [
        ('"friends of the park', '"friends of the park"', "quote-unclosed"),
        ('crawley "friends OR', 'crawley "friends OR"', "quote-unclosed"),
        ("(a OR b", "a OR b", "bracket-unclosed"),
        ("a) b", "a b", "bracket-unopened"),
        ("() a", "a", "bracket-empty"),
        ('"" a', "a", "quote-empty"),
        ("a OR", "a", "operator-dangling"),
        ("OR a", "a", "operator-dangling"),
        ("a OR OR b", "a OR b", "operator-dangling"),
        ("(a AND) b", "a b", "operator-dangling"),
        ("a NOT", "a", "not-dangling"),
        ("a – b", "a b", "minus-alone"),
        ("a –b", "a -b", "dash-as-minus"),
        ("fish & chips", "fish chips", "no-words"),
        ("a or b", "a or b", "operator-small"),
        ("a Or b", "a Or b", "operator-small"),
        ("not a", "not a", "operator-small"),
        ("a | b", "a b", "operator-sign"),
        ("a OR b c", "a OR (b c)", "mixed"),
        ("“a”", '"a"', "quotes-curly"),
        ("#co-op", "co-op", "tag-odd"),
        ("#1", "1", "tag-odd"),
        ("@-x", "x", "handle-odd"),
        ("intitle:a", "intitle:a", "field-unknown"),
        ("site:a.org/news", "site:a.org", "site-path"),
        ("park*ing", "park*ing", "star-inside"),
        ("*park", "park", "star-inside"),
        ('"litter pick*"', '"litter pick*"', "star-quoted"),
        ("a NEAR/3f b", "a NEAR/3 b", "near-forward"),
        ("a NEAR/3 b c", "(a NEAR/3 b) c", "mixed"),
        ("a NEAR/3 b NEAR/2 c", "(a NEAR/3 b) (b NEAR/2 c)", "mixed"),
        ("a NEAR/3", "a", "operator-dangling"),
        ('near:"Old Town', 'near:"Old Town"', "quote-unclosed"),
        ("since:2026-02-01 until:2026-01-01 a", "since:2026-02-01 until:2026-01-01 a", "dates-apart"),
    ],
)
def test_what_was_mended_is_said(typed, meaning, code):
    assert understood(typed) == meaning
    assert code in codes(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("has:feelings a", "has-odd"),
        ("near:?? a", "name-odd"),
        (f'search:"{"x" * 121}" a', "name-odd"),
        ("pack:cats a", "pack-odd"),
        ('cy:"ysgol gynradd" a', "cy-odd"),
        ("cy:@ysgol a", "cy-odd"),
        ("from: a", "field-empty"),
        ('from:"" a', "field-empty"),
        ("from:!!! a", "name-odd"),
        ("site:a..b a", "site-odd"),
        ("lang:klingon a", "language-odd"),
        ("since:yesterday a", "date-odd"),
        ("since:2026-02-30 a", "date-odd"),
        ("a OR since:2026-01-01", "date-inside"),
        ("a -since:2026-01-01", "date-inside"),
    ],
)
def test_what_cannot_be_honoured_is_an_error_and_never_a_silent_widening(typed, code):
    parsed = parse(typed)

    assert canonical(parsed.ast) == "a"
    assert [(note.level, note.code) for note in parsed.notes] == [("error", code)]


@pytest.mark.parametrize(
    ("typed", "understood_as", "code"),
    [
        ("par* a", "par a", "star-short"),
        ("#tag* a", "#tag a", "star-odd"),
        ("co-op* a", "co-op a", "star-odd"),
        ("example.org* a", "example.org a", "star-odd"),
        ("a NEAR/12 b", "a NEAR/7 b", "near-far"),
        ("a NEAR/0 b", "a NEAR/1 b", "near-far"),
        ("a NEAR/3 -b", "a b", "near-not"),
        ("a NEAR/3 #b", "a #b", "near-side"),
        ("a NEAR/3 (b c)", "a b c", "near-side"),
        ("a NEAR/3 since:2026-01-01", "a since:2026-01-01", "near-side"),
        ("(a NEAR/3 b) NEAR/3 c", "(a NEAR/3 b) c", "near-side"),
    ],
)
def test_a_star_or_a_near_that_cannot_be_is_an_error(typed, understood_as, code):
    assert understood(typed) == understood_as
    assert [(note.level, note.code) for note in parse(typed).notes] == [("error", code)]


def test_near_holds_a_hundred_pairs_and_no_more():
    ten, eleven = (" OR ".join(f"w{n}" for n in range(count)) for count in (10, 11))

    assert codes(f"({ten}) NEAR ({ten})") == []
    assert codes(f"({ten}) NEAR ({eleven})") == ["near-many"]


def test_every_term_says_where_it_was_written():
    typed = "“a b” near:Tilgate -(𝗯𝗼𝗹𝗱 OR a)"

    spans = parse(typed).spans

    assert {canonical(term): typed[start:end] for term, (start, end) in spans.items()} == {
        '"a b"': "“a b”",
        'near:"Tilgate"': "near:Tilgate",
        "bold": "𝗯𝗼𝗹𝗱",
        "a": "a",
    }


@pytest.mark.parametrize(
    "typed", ["-near:? a", "-() a", "-!!! a", '-"" a', "NOT has:feelings a", "a NEAR/3 from:"]
)
def test_a_minus_never_falls_on_the_next_word(typed):
    assert understood(typed) == "a"


@pytest.mark.parametrize(
    "typed", ["co-operative", "AT&T", "10:30 a", "https://a.org/x", "and a", "a or", '"a or b"', "a OR b"]
)
def test_what_is_plain_is_left_in_peace(typed):
    assert not [note for note in parse(typed).notes if note.level != "info"]


@pytest.mark.parametrize("typed", ["", "   ", "OR", "-", "()", '""', "!!!", "\x00"])
def test_nothing_to_ask_for_is_no_tree(typed):
    assert parse(typed).ast is None


def test_brackets_are_shown_where_and_meets_or():
    (note,) = parse("crawley park OR playground").notes

    assert note.message.endswith("We understood: (crawley park) OR playground")
    assert note.fix == "(crawley park) OR playground"


@pytest.mark.parametrize("typed", ["a OR b OR c", "a (b OR c)", "a b c", "(a b) OR c"])
def test_brackets_are_not_explained_to_who_wrote_them(typed):
    assert "mixed" not in codes(typed)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("a or b", "a OR b"),
        ("a par* b", "a par b"),
        ("a NEAR/12 b", "a NEAR/7 b"),
        ('near:"Old Town', 'near:"Old Town"'),
        ("(a OR b", "(a OR b)"),
        ("a) b", "a b"),
        ("“a” since:31/05/2026", "“a” since:2026-05-31"),
        ("a OR b c", "a OR (b c)"),
        ("a –b", "a -b"),
        ('a "b', 'a "b"'),
    ],
)
def test_a_fix_replaces_the_span_of_its_note(typed, mended):
    note = next(note for note in parse(typed).notes if note.fix is not None)

    assert typed[: note.start] + note.fix + typed[note.end :] == mended


def test_a_note_points_at_the_text_as_it_was_typed():
    typed = "𝗯𝗼𝗹𝗱 e\u0301te\u0301 par* x"

    (note,) = parse(typed).notes

    assert typed[note.start : note.end] == "par*"


def test_the_caret_stands_under_the_piece_also_beside_wide_letters():
    typed = "加油 a\nor b"

    (note,) = parse(typed).notes

    assert caret(typed, note) == "加油 a or b\n       ^^"


def test_the_caret_of_something_missing_stands_at_the_end():
    (note,) = parse("(a").notes

    assert caret("(a", note) == "(a\n  ^"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("park " * 600, "too-long"),
        ("ﷺ" * 1_500, "too-long"),
        ("(" * 30 + "a" + ")" * 30, "too-deep"),
        (" ".join(f"w{n}" for n in range(300)), "too-many"),
        ('"' + "x " * 60 + '"', "phrase-long"),
        ("油" * 60, "phrase-long"),
    ],
)
def test_too_much_is_an_error_that_says_where_it_ends(typed, code):
    found = [(note.level, note.code) for note in parse(typed).notes]

    assert ("error", code) in found


@pytest.mark.parametrize(
    "typed", ["(" * 3_000, ")" * 3_000, "-" * 3_000, "NOT " * 900, "(-" * 900, '"' * 3_000, "@" * 3_000]
)
def test_floods_of_signs_cost_little_and_say_little(typed):
    assert len(parse(typed).notes) < 20


def test_every_sentence_can_be_filled():
    class Anything(dict):
        def __missing__(self, key):
            return "x"

    assert all("%(" not in sentence % Anything() for sentence in MESSAGES.values())


@settings(max_examples=600, deadline=None, derandomize=True, database=None)
@given(anything)
def test_parsing_never_raises_and_its_canonical_text_is_a_fixed_point(typed):
    tree = parse(typed).ast

    if tree:
        again = parse(canonical(tree))
        assert again.ast == tree
        assert canonical(again.ast) == canonical(tree)
        assert not [note for note in again.notes if note.level == "error"]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(anything)
def test_notes_stand_inside_the_text(typed):
    for note in parse(typed).notes:
        assert 0 <= note.start <= note.end <= len(typed)
        assert note.message == MESSAGES[note.code] % dict(note.args)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(anything)
def test_a_tree_comes_back_from_json(typed):
    tree = parse(typed).ast

    if tree:
        assert from_json(json.loads(json.dumps(to_json(tree)))) == tree


@pytest.mark.parametrize(
    "stored",
    [
        None,
        {},
        {"word": 1},
        {"within": 3, "both": [{"word": "a"}]},
        {"maybe": "x"},
        {"and": "x"},
        {"word": "a", "or": []},
        [],
        {"not": None},
    ],
)
def test_what_is_no_stored_search_is_refused(stored):
    with pytest.raises(ValueError, match=r"stored search|valid Kind"):
        from_json(stored)


def test_every_term_knows_its_kind():
    tree = parse(
        'w "p q" begin* cy:c #t @h from:f site:s.org lang:en has:link near:n source:s search:x pack:jobs '
        "since:2026-01-01 until:2026-02-01"
    ).ast

    assert [term.kind for term in terms(tree)] == list(Kind)
    assert Term(Kind.SITE, "s.org") in terms(tree)


def test_the_length_limit_is_said_in_the_sentence():
    (note,) = [note for note in parse("a" * (MAX_CHARACTERS + 1)).notes if note.code == "too-long"]

    assert "2,000 characters" in note.message
