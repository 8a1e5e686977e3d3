"""Lists of places as other readers write them, and what is no such list."""

import pytest

from apps.common.refusals import Invalid
from apps.discoveries.opml import MOST_PLACES, Line, read_opml, write_opml

HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Ours</title></head><body>'
ENTITIES = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def opml(inside):
    return f"{HEAD}{inside}</body></opml>"


def test_nested_outlines_are_read_in_their_order():
    inside = (
        '<outline text="Clubs"><outline text="Marrow club" xmlUrl=" https://m.example/feed "/></outline>'
        '<outline title="Blog" TEXT="x" htmlUrl="https://b.example/"/><outline text="a folder"/>'
    )

    read = read_opml(opml(inside))

    assert read.title == "Ours"
    assert read.lines == [
        Line(title="Marrow club", address="https://m.example/feed"),
        Line(title="Blog", address="https://b.example/"),
    ]


def test_what_we_write_we_read():
    lines = [Line(title='Fête & "more" <b>', address="https://f.example/?a=1&b=2"), Line(title="Secret one")]

    written = write_opml("Marlowe", lines)

    assert read_opml(written).lines == lines[:1]
    assert "Secret one" in written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hello",
        "<html><body>no</body></html>",
        opml(""),
        opml('<outline text="no address"/>'),
        HEAD + '<outline xmlUrl="https://cut.example/"',
        ENTITIES + opml('<outline text="&b;" xmlUrl="https://x.example/"/>'),
        '<!DOCTYPE opml SYSTEM "file:///etc/passwd">' + opml('<outline xmlUrl="https://x.example/"/>'),
        opml("<outline>" * 5000),
        opml('<outline xmlUrl="https://x.example/"/>' * (MOST_PLACES + 1)),
        "x" * 300_000,
        opml('<outline xmlUrl="' + "a" * 250_000 + '"/>'),
    ],
    ids=lambda written: written[-40:],
)
def test_what_is_no_list_or_a_hostile_one_is_refused_in_words(written):
    with pytest.raises(Invalid) as refused:
        read_opml(written)
    assert str(refused.value).endswith((".", ">."))
    assert refused.value.field == "opml"
