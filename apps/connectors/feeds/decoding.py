"""Bytes become text: byte order mark, the HTTP charset, the XML declaration, or UTF-8, whichever tells the truth."""

import codecs
import re

from django.utils.translation import gettext as _

from apps.connectors.feeds.listing import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.I)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']", re.I)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,400}\?>", re.I)
# Codecs of the web only: Python's own list has ones that unpack, execute escapes or take quadratic time.
_OF_THE_WEB = re.compile(
    r"^(?:utf-?8|utf-16(?:-[lb]e)?|iso8859-\d{1,2}|cp125\d|cp437|cp850|cp866|cp932|cp949|koi8-[rut]|mac-roman|ascii"
    r"|shift_jis|euc_jp|iso2022_jp|gb2312|gbk|gb18030|big5|euc_kr|tis-620)$"
)
# What browsers do: pages that say Latin-1 or ASCII mean Windows' code page.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.S)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\[>\"']*)*>", re.I)
_MOST_DOCTYPE = 1_000


def decoded(body: bytes, content_type: str) -> str:
    """The body as text that XML allows, without its declaration; bytes that fit no encoding become U+FFFD."""
    text = _text(body, content_type)
    text = _NOT_IN_XML.sub("", text).lstrip("\ufeff \t\r\n")
    return _DECLARATION.sub("", text, count=1).lstrip()


def start_of_root(text: str) -> int:
    """Where the root element begins; raises Unreadable for a document type of its own (entities, subsets)."""
    position = _skip(text, 0)
    if text[position : position + 9].upper() != "<!DOCTYPE":
        return position
    harmless = _DOCTYPE.match(text[position : position + _MOST_DOCTYPE])
    if harmless is None:
        raise Unreadable(
            _("This feed brings its own document type, which can be used to do harm. We do not read it.")
        )
    return _skip(text, position + harmless.end())


def _skip(text: str, position: int) -> int:
    while (found := _BEFORE_ROOT.match(text, position)) is not None:
        position = found.end()
    return position


def _text(body: bytes, content_type: str) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    for start, name in _WIDE:
        if body.startswith(start):
            return body.decode(name, errors="replace")
    return _by_its_word(body, _said(content_type), _declared(body))


def _by_its_word(body: bytes, said: str, declared: str) -> str:
    if "utf-8" in (said, declared) or not (said or declared):
        try:
            return body.decode()
        except UnicodeDecodeError:
            pass
    named = next((name for name in (said, declared) if name and name != "utf-8"), "utf-8")
    return body.decode(named, errors="replace")


def _said(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return _codec(found[1]) if found else ""


def _declared(body: bytes) -> str:
    found = _DECLARED.match(body[:1_000])
    return _codec(found[1].decode("ascii")) if found else ""


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return _MEANT.get(known, known) if _OF_THE_WEB.match(known) else ""
