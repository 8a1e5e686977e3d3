"""A body becomes a listing, in bounded time and memory, or a plain sentence about why not."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from apps.connectors.feeds import json_feed, loose, strict
from apps.connectors.feeds.decoding import decoded, start_of_root
from apps.connectors.feeds.listing import Listing, NotAFeed, Unreadable

_FEED_TAG = re.compile(r"<(?:rss|channel|feed|(?:[a-z]{1,10}:)?RDF)[\s>]", re.I)
_PAGE_TAG = re.compile(r"<html[\s>]", re.I)
_LOOK_FOR_TAG = 65_536
_TOO_DEEP = "Excessive depth"


def read(body: bytes, content_type: str) -> Listing:
    """The listing in a body of any feed format.

    Raises NotAFeed when the body is something else and Unreadable when it is too broken or hostile.
    """
    text = decoded(body, content_type)
    if not text:
        raise NotAFeed(_("This address answers with an empty page."))
    if text[0] in "{[":
        return json_feed.read(text)
    return _read_xml(text[start_of_root(text) :])


def _read_xml(text: str) -> Listing:
    if not _FEED_TAG.search(text[:_LOOK_FOR_TAG]):
        raise NotAFeed(_what_it_is(text))
    try:
        listing = strict.read(text)
    except etree.XMLSyntaxError as broken:
        if _TOO_DEEP in str(broken):
            raise Unreadable(_("This feed is nested too deeply to be read.")) from broken
        listing = loose.read(text)
    if not listing.kind:
        raise NotAFeed(_what_it_is(text))
    return listing


def _what_it_is(text: str) -> str:
    if _PAGE_TAG.search(text[:4_096]):
        return _("This address shows a web page, not a feed.")
    return _("What this address answers with is not a feed.")
