"""Markup from outside becomes plain text here and nowhere else."""

import html
import re

import nh3

from apps.connectors.contract import MOST_TEXT

MOST_FIELD = 65_536
MOST_TITLE = 500
MOST_NAME = 120
NOT_FOR_READING = {"script", "style", "iframe", "noscript", "template", "svg", "math"}

# These would join two words when they vanish, so each leaves a line's end or a space.
_BREAKS = re.compile(
    r"</?(?:address|article|aside|blockquote|br|button|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|listing|main|menu|nav|ol|optgroup|option|p|plaintext|pre|search|section|summary"
    r"|t(?:able|body|foot|head|r)|ul|xmp)(?=[\s/>])[^>]{0,1000}>",
    re.IGNORECASE,
)
# A cleaner that follows the HTML standard searches all that is open at every tag: 13,000 of them cost half a second.
MOST_MARKS = 2_000
_ANY_TAG = re.compile(r"<[^>]{0,1000}>")
_CELLS = re.compile(r"</?(?:t[dh]|img|r(?:b|p|t|tc))(?=[\s/>])[^>]{0,1000}>", re.IGNORECASE)
# Controls, bidirectional overrides and lone surrogates change what people see, or what the database takes.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n[ \n]*")
_ESCAPED_TWICE = re.compile(r"&lt;(?:/?(?:p|div|br|span|a)\b|!--)", re.IGNORECASE)
_MARKUP = re.compile(r"[<&]")


def tidy(text: str) -> str:
    """Plain text without invisible tricks: controls and bidi marks gone, runs of spaces and lines made one."""
    even = _LINE_ENDS.sub("\n", text[:MOST_FIELD])
    even = _UNWANTED.sub("", even)
    even = _SPACES.sub(" ", even)
    return _BLANK_LINES.sub("\n", even).strip()[:MOST_TEXT]


def plain(markup: str) -> str:
    """HTML from outside as plain text of at most 50,000 characters; block elements end a line.

    The result may hold a literal ``<`` that somebody wrote: it is text and is escaped when shown.
    """
    kept = _UNWANTED.sub("", _LINE_ENDS.sub("\n", markup[:MOST_FIELD]))
    if _MARKUP.search(kept):
        kept = _without_markup(kept)
        if _ESCAPED_TWICE.search(kept):
            kept = _without_markup(html.unescape(kept))
    return tidy(kept)


def _without_markup(markup: str) -> str:
    spaced = _CELLS.sub(" ", _BREAKS.sub("\n", markup))
    if spaced.count("<") > MOST_MARKS:
        spaced = _ANY_TAG.sub(" ", spaced)
    return html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=NOT_FOR_READING))


def one_line(text: str, *, most: int = MOST_TITLE) -> str:
    """Plain text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
