"""The fast way through RSS, RDF and Atom: one entry in memory at a time, no entities, no network, an end."""

import html
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from apps.connectors.contract import MOST_ITEMS
from apps.connectors.feeds.listing import Entry, Listing, Words
from apps.connectors.plain import MOST_FIELD

ATOM = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
XML = "{http://www.w3.org/XML/1998/namespace}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ATOMS = (ATOM, ATOM_03)
MOST_MEDIA = 40
_CHUNK = 65_536
_HOLDS_ENTRIES = {"item": ("channel", "rdf", "rss"), "entry": ("feed",)}
_ROOTS = {"rss": "rss", "rdf": "rdf", "feed": "atom"}
_PREFIXES = {
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    ATOM.lower(): "atom",
    ATOM_03.rstrip("#"): "atom",
}


def read(text: str) -> Listing:
    """The listing in well-formed XML; raises lxml's XMLSyntaxError where it is not.

    Stops after 300 entries (``complete`` is then False). ``kind`` stays empty when no feed was in it.
    """
    listing = Listing()
    for element in _ended(text, listing):
        _take(element, listing)
        if len(listing.entries) >= MOST_ITEMS:
            listing.complete = False
            break
    return listing


def _ended(text: str, listing: Listing) -> Iterator[etree._Element]:
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    data = text.encode()
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
        yield from _read_so_far(parser, listing)
    parser.close()
    yield from _read_so_far(parser, listing)


def _read_so_far(parser: etree.XMLPullParser, listing: Listing) -> Iterator[etree._Element]:
    for event, element in parser.read_events():
        if not isinstance(element, etree._Element):
            continue
        if event == "end":
            yield element
        elif not listing.kind:
            _begin(element, listing)


def _begin(element: etree._Element, listing: Listing) -> None:
    name = local(element)
    if name in _ROOTS:
        listing.kind = _ROOTS[name]
        listing.base = element.base or ""
        listing.language = element.get(f"{XML}lang", "")


def _take(element: etree._Element, listing: Listing) -> None:
    parent = element.getparent()
    if parent is None:
        return
    name, above = local(element), local(parent)
    if above in _HOLDS_ENTRIES.get(name, ()):
        listing.entries.append(_entry(element))
        _forget(element, parent)
    elif above in ("channel", "feed"):
        _about(name, prefixed(element), element, listing)


def _forget(element: etree._Element, parent: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _about(name: str, known: str, element: etree._Element, listing: Listing) -> None:
    if name == "title" and known in ("title", "atom:title"):
        listing.title = listing.title or words(element)
    elif known in ("link", "atom:link"):
        listing.home = listing.home or _page_link(element)
        _subscribable(element, listing)
    elif known in _FEED_FIELDS:
        field = _FEED_FIELDS[known]
        setattr(listing, field, getattr(listing, field) or text_of(element))
    elif known == "atom:author":
        listing.author = listing.author or _name_within(element)
    elif known == "skipHours":
        listing.quiet_hours = [text_of(child) for child in list(element)[:24]]
    elif known == "skipDays":
        listing.quiet_days = [text_of(child) for child in list(element)[:7]]


_FEED_FIELDS = {
    "language": "language",
    "dc:language": "language",
    "generator": "generator",
    "atom:generator": "generator",
    "ttl": "ttl_minutes",
    "sy:updatePeriod": "update_period",
    "sy:updateFrequency": "update_frequency",
}


def _entry(element: etree._Element) -> Entry:
    entry = Entry(base=element.base or "", language=element.get(f"{XML}lang", ""))
    entry.native_id = element.get(f"{RDF}about", "")
    found: dict[str, list[etree._Element]] = {}
    for child in element.iterchildren("*"):
        found.setdefault(prefixed(child), []).append(child)
    _identify(entry, found)
    _word(entry, found)
    entry.dates = [text_of(child) for name in _DATES for child in found.get(name, ())[:2]]
    entry.tags = [_tag(child) for name in _TAGS for child in found.get(name, ())[:40]]
    entry.media = list(islice(_media(found), MOST_MEDIA))
    entry.author = next(filter(None, (_author(name, found) for name in _AUTHORS)), "")
    entry.language = entry.language or _first(found, "dc:language", "language")
    return entry


_DATES = (
    "pubDate",
    "atom:published",
    "atom:issued",
    "dc:date",
    "dcterms:created",
    "dcterms:issued",
    "atom:created",
    "atom:updated",
    "atom:modified",
    "dcterms:modified",
)
_TAGS = ("category", "atom:category", "dc:subject")
_MEDIA = ("enclosure", "media:content", "media:thumbnail")
_AUTHORS = ("atom:author", "dc:creator", "author", "itunes:author")


def _identify(entry: Entry, found: dict[str, list[etree._Element]]) -> None:
    guid = _first(found, "guid")
    entry.native_id = guid or _first(found, "atom:id") or entry.native_id
    entry.link = _first(found, "feedburner:origLink") or _best_link(found)
    if not entry.link and guid and _is_permanent(found["guid"][0]):
        entry.link = guid
    entry.comments_feed = _first(found, "wfw:commentRss", "wfw:commentRSS") or _replies(found)


def _is_permanent(guid: etree._Element) -> bool:
    return (
        next((value for name, value in guid.items() if name.lower() == "ispermalink"), "true").strip()
        == "true"
    )


def _best_link(found: dict[str, list[etree._Element]]) -> str:
    plain_link = _first(found, "link")
    if plain_link:
        return plain_link
    for child in found.get("atom:link", ()):
        if child.get("rel", "alternate") == "alternate" and child.get("type", "text/html") == "text/html":
            return child.get("href", "")
    return next((c.get("href", "") for c in found.get("atom:link", ()) if c.get("rel") == "alternate"), "")


def _replies(found: dict[str, list[etree._Element]]) -> str:
    for child in found.get("atom:link", ()):
        if child.get("rel") == "replies" and child.get("type", "") in (
            "application/atom+xml",
            "application/rss+xml",
        ):
            return child.get("href", "")
    return ""


def _word(entry: Entry, found: dict[str, list[etree._Element]]) -> None:
    entry.title = _first_words(found, "title", "atom:title", "dc:title", "media:title")
    entry.summary = _first_words(found, "description", "atom:summary", "dc:description", "itunes:summary")
    entry.content = _first_words(found, "content:encoded", "atom:content", "xhtml:body", "xhtml:div")
    if not entry.summary:
        entry.summary = _media_words(found)


def _media_words(found: dict[str, list[etree._Element]]) -> Words:
    for holder in found.get("media:group", ()):
        for child in holder.iterchildren("*"):
            if prefixed(child) == "media:description":
                return words(child)
    return _first_words(found, "media:description")


def _media(found: dict[str, list[etree._Element]]) -> Iterator[tuple[str, str]]:
    for child in found.get("atom:link", ()):
        if child.get("rel") == "enclosure":
            yield child.get("type", ""), child.get("href", "")
    grouped = [child for group in found.get("media:group", ()) for child in group.iterchildren("*")]
    shown = [child for name in _MEDIA for child in found.get(name, ())]
    for child in (*shown, *(child for child in grouped if prefixed(child) in _MEDIA)):
        said = "image" if prefixed(child) == "media:thumbnail" else child.get("medium") or child.get("type")
        yield said or "", child.get("url", "")


def _author(name: str, found: dict[str, list[etree._Element]]) -> str:
    holder = found.get(name, [None])[0]
    if holder is None:
        return ""
    return _name_within(holder) if len(holder) else text_of(holder)


def _name_within(author: etree._Element) -> str:
    return next((text_of(child) for child in author.iterchildren("*") if local(child) == "name"), "")


def _tag(category: etree._Element) -> str:
    return category.get("label") or category.get("term") or text_of(category)


def _subscribable(element: etree._Element, listing: Listing) -> None:
    rel = element.get("rel", "").lower().split()
    if "hub" in rel:
        listing.hub = listing.hub or element.get("href", "")
    if "self" in rel:
        listing.topic = listing.topic or element.get("href", "")


def _page_link(element: etree._Element) -> str:
    if element.get("rel", "alternate") != "alternate":
        return ""
    return element.get("href", "") or text_of(element)


def _first(found: dict[str, list[etree._Element]], *names: str) -> str:
    return next(filter(None, (text_of(child) for name in names for child in found.get(name, ())[:3])), "")


def _first_words(found: dict[str, list[etree._Element]], *names: str) -> Words:
    said = (words(child) for name in names for child in found.get(name, ())[:3])
    return next(filter(None, said), Words())


def words(element: etree._Element) -> Words:
    """The element's text and what it is; elements written inside it count as markup."""
    if len(element):
        return Words(raw=_inside(element)[:MOST_FIELD], markup="html")
    if namespace(element) in ATOMS and element.get("type", "text") in ("text", "text/plain"):
        return Words(raw=text_of(element), markup="text")
    return Words(raw=text_of(element), markup="html")


def _inside(element: etree._Element) -> str:
    # Without the element itself: in HTML a <title> holds no elements.
    children = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return html.escape(element.text or "", quote=False) + "".join(children)


def text_of(element: etree._Element) -> str:
    """The element's own text, at most 64 KB of it."""
    return (element.text or "")[:MOST_FIELD].strip()


def local(element: etree._Element) -> str:
    """The name without its namespace; RDF in lower case, as a root may be spelled either way."""
    name = _tag_of(element).rpartition("}")[2].rpartition(":")[2]
    return name.lower() if name in ("RDF", "RSS") else name


def namespace(element: etree._Element) -> str:
    """The namespace's address, or ""."""
    return _tag_of(element).rpartition("}")[0].removeprefix("{")


def prefixed(element: etree._Element) -> str:
    """The name under our own prefix (``dc:date``); bare for RSS itself, ``?:`` for namespaces we do not read.

    A prefix that the feed forgot to declare is taken at its word.
    """
    where = namespace(element)
    if not where:
        return _tag_of(element)
    prefix = _PREFIXES.get(where.lower().rstrip("/#"), "?")
    return f"{prefix}:{local(element)}" if prefix else local(element)


def _tag_of(element: etree._Element) -> str:
    # Comments and processing instructions carry a function where others have a name.
    return element.tag if isinstance(element.tag, str) else ""
