"""The few requests that one look at a pasted address may make, and why an address does not answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from apps.connectors.contract import NothingThere
from apps.connectors.feeds.polling import ACCEPT
from apps.net.client import Answer, WayOutRefused, check_address, get

MOST_REQUESTS = 6
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):(?!\d)", re.I)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?://)|^feed(?=://)", re.I)


@dataclass(kw_only=True)
class Walk:
    """The requests that one look at an address may still make."""

    at: datetime
    before_each: Callable[[str], None]
    left: int = MOST_REQUESTS

    def fetch(self, address: str) -> Answer:
        """Raises WayOutRefused."""
        self.left -= 1
        self.before_each(address)
        return get(address, headers={"accept": f"text/html, {ACCEPT}"})

    def found(self, address: str) -> Answer | None:
        """What stands at an address that was only guessed or announced; None when nothing does."""
        if self.left <= 0 or is_google_news(address):
            return None
        try:
            answer = self.fetch(check_address(address))
        except WayOutRefused:
            return None
        return answer if answer.status == 200 else None

    def opened(self, address: str, *, why_not: Callable[[int], str] | None = None) -> Answer:
        """What stands at the address that somebody asked for. Raises NothingThere."""
        try:
            answer = self.fetch(address)
        except WayOutRefused as refused:
            raise NothingThere(refused.message) from refused
        if is_google_news(answer.url):
            return self.opened(spelled(answer.url))
        if answer.status != 200:
            raise NothingThere((why_not or usual_reason)(answer.status))
        return answer


def scheme_of(written: str) -> str:
    """The scheme in lower case; "" for ``example.org:8000/news``, which has none."""
    found = _SCHEME.match(written.strip())
    return found[1].lower() if found else ""


def with_scheme(written: str) -> str:
    """As people write addresses: without the scheme, or with a reader's own."""
    address = _FEED_SCHEME.sub(lambda found: "" if found[0].endswith((":", "/")) else "http", written.strip())
    return address if scheme_of(address) else f"https://{address}"


def spelled(written: str) -> str:
    """The address that somebody meant, as it will be visited. Raises NothingThere."""
    if _is_a_mere_word(written.strip()):
        raise NothingThere(
            _("This does not look like a web address. One looks like https://example.org/news.")
        )
    address = with_scheme(written)
    if is_google_news(address):
        raise NothingThere(
            _(
                "Google News allows its feeds only for personal, non-commercial reading, so a council cannot follow"
                " them here. Follow the newspapers' own feeds instead."
            )
        )
    try:
        return check_address(address)
    except WayOutRefused as refused:
        raise NothingThere(refused.message) from refused


def usual_reason(status: int) -> str:
    """Why a place does not answer, in a sentence."""
    if status in (401, 403, 407, 451):
        return _("This place does not let us in (%(status)s). Ask its owner for an open feed.") % {
            "status": status
        }
    if status == 410:
        return _("What was at this address has gone for good (410). Is there a new one?")
    if status == 404:
        return _("Nothing is at this address (%(status)s). Is it spelled right?") % {"status": status}
    if status in (429, 503):
        return _("This place is too busy for us just now (%(status)s). Try again later.") % {"status": status}
    return _("This place answers with an error (%(status)s).") % {"status": status}


def is_google_news(address: str) -> bool:
    return host_of(address).rstrip(".") == "news.google.com"


def host_of(address: str) -> str:
    """The host in lower case, "" where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_a_mere_word(address: str) -> bool:
    """Neither a dot nor a port: a slip, not the name of a machine in some private network."""
    return not scheme_of(address) and not {".", ":"} & set(address.partition("/")[0])
