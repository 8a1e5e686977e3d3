import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.connectors.contract import MOST_TEXT
from apps.connectors.plain import one_line, plain, tidy


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Mill</p><p>Road</p>", "Mill\nRoad"),
        ("one<br>two<BR/>three", "one\ntwo\nthree"),
        ("<ul><li>tea<li>cake</ul>", "tea\ncake"),
        ("<table><tr><td>9</td><td>10</td></tr></table>", "9 10"),
        ("Mill <b>Ro</b>ad", "Mill Road"),
        ("Caf&eacute; &amp; cake &#8211; &nbsp;today", "Café & cake – today"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("write &lt;b&gt; for bold", "write <b> for bold"),
        ("&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;", "Twice"),
        ("<script>alert(1)</script>Tea<style>b{}</style>", "Tea"),
        ("<svg><title>x</title><script>1</script></svg>Tea", "Tea"),
        ("<img src=x onerror=alert(1) alt='a'>Tea", "Tea"),
        ("<pre>\n a   b\n\n\n c</pre>", "a b\nc"),
        ("plain", "plain"),
        ("", ""),
        ("<p", ""),
    ],
)
def test_markup_becomes_words_that_do_not_run_together(markup, text):
    assert plain(markup) == text


@pytest.mark.parametrize("trick", ["\x00", "\u202e", "\u2066", "\u200f", "\ud800", "\x1b", "\x9f", "\ufeff"])
def test_invisible_tricks_are_gone(trick):
    assert plain(f"Mill{trick} <i>Road{trick}</i>") == "Mill Road"
    assert tidy(f"Mill{trick} Road") == "Mill Road"


@pytest.mark.parametrize("written", ["&#x202e;abc", "&#0;abc", "&#xd800;abc", "&#27;abc"])
def test_tricks_written_as_references_are_gone_too(written):
    assert plain(written).lstrip("\ufffd") == "abc"


def test_an_absurd_number_of_tags_leaves_the_words():
    assert plain("<x>" * 3_000 + "tea</u>and<script>" + "</q>" * 3_000 + "cake") == "tea and cake"


def test_text_is_cut_at_fifty_thousand_characters():
    assert len(plain("x" * 1_000_000)) == MOST_TEXT


@pytest.mark.parametrize(("text", "line"), [("a\n b", "a b"), ("x" * 600, "x" * 499 + "…")])
def test_a_title_is_one_line(text, line):
    assert one_line(text) == line


@given(st.text(alphabet=st.sampled_from("<>/&;#x0ab \n\"'=!-pbrdiv\u202e\x00"), max_size=200))
def test_what_comes_out_goes_in_again_unchanged_as_text(written):
    once = plain(written)

    assert tidy(once) == once
    assert not {"\x00", "\u202e", "\r"} & set(once)
