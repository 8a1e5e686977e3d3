"""Lists of places in OPML, as every reader of feeds writes and reads them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from lxml import etree

from apps.common.refusals import Invalid

MOST_BYTES = 200_000
MOST_PLACES = 500
MOST_TITLE = 200
_ADDRESSES = ("xmlurl", "htmlurl", "url")
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One place of a list; ``address`` may be empty where the list gives only a name."""

    title: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class PlacesRead:
    """``title``: what the list calls itself."""

    title: str
    lines: list[Line]


def read_opml(written: str) -> PlacesRead:
    """The places in a list, in its order. Raises Invalid with what is wrong with it."""
    root = _parsed(written)
    lines = [line for line in map(_line, root.iter("{*}outline", "outline")) if line.address]
    if not lines:
        raise Invalid(_("There is no place in this list: none of its outlines has an address."), field="opml")
    if len(lines) > MOST_PLACES:
        facts = {"count": len(lines), "most": MOST_PLACES}
        raise Invalid(
            _("This list has %(count)s places; we take %(most)s at once. Cut it in two.") % facts,
            field="opml",
        )
    title = next((_short(element.text or "") for element in root.iter("{*}title", "title")), "")
    return PlacesRead(title=title, lines=lines)


def write_opml(title: str, lines: Iterable[Line]) -> str:
    """A list that any reader takes; a place without an address is there by its name alone."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _plain(title)
    body = etree.SubElement(root, "body")
    for line in lines:
        etree.SubElement(body, "outline", dict(_attributes(line)))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written.decode()


def _parsed(written: str) -> etree._Element:
    if len(written.encode("utf-8", errors="replace")) > MOST_BYTES:
        raise Invalid(_("This list is too long. Cut it in two."), field="opml")
    # Whoever declares entities is up to something: no reader of feeds does.
    if "<!DOCTYPE" in written.upper() or "<!ENTITY" in written.upper():
        raise Invalid(_("This list declares a document type, which we do not read."), field="opml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    body = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", written.lstrip("\ufeff"))
    try:
        root = etree.fromstring(body.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        raise Invalid(
            _("This cannot be read as OPML. Export the list again, and paste or choose the whole file."),
            field="opml",
        ) from None
    if etree.QName(root).localname.lower() != "opml":
        raise Invalid(_("This is XML, but no OPML: it should begin with <opml>."), field="opml")
    return root


def _line(outline: etree._Element) -> Line:
    named = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
    address = next((named[name].strip() for name in _ADDRESSES if named.get(name, "").strip()), "")
    return Line(title=_short(named.get("title") or named.get("text", "")), address=_plain(address))


def _attributes(line: Line) -> Iterator[tuple[str, str]]:
    yield "text", _plain(line.title)
    yield "title", _plain(line.title)
    if line.address:
        yield "type", "rss"
        yield "xmlUrl", _plain(line.address)


def _short(text: str) -> str:
    line = " ".join(_plain(text).split())
    return line if len(line) <= MOST_TITLE else f"{line[: MOST_TITLE - 1]}…"


def _plain(text: str) -> str:
    return _UNKEEPABLE.sub("", text)
