"""Digests: of what something is, and of whom not to keep anything about."""

import hashlib
import hmac
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from apps.searches.language.fold import clean
from apps.searches.language.tokens import Text, tokenise

WORDS_OF_A_STORY = 12


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def find_identity(*, url: str, source_id: UUID, identity: str) -> str:
    """The same address is the same find, wherever it is listed; without one, the item within its source."""
    return digest(url or f"{source_id} {identity}")


def captured_identity(*, url: str, words: str, place: str) -> str:
    """Of what was put in by hand: as if it had been fetched; without an address, the words and where they stood."""
    return digest(url or f"captured {clean(place).lower()} {clean(words).lower()}")


def author_digest(name: str, host: str) -> str:
    """Who wrote it, for erasure only: keyed, and within one host, so that nobody is followed across places."""
    if not name:
        return ""
    key = hashlib.sha256(b"author" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{clean(name).strip().lower()}@{host}".encode(), hashlib.sha256).hexdigest()


def council_digest(key: bytes, digest_of_author: str) -> str:
    """The same, as one council keeps it: of no use to any other."""
    return hmac.new(bytes(key), digest_of_author.encode(), hashlib.sha256).hexdigest()


def story_key(*, title: str, text: str, identity: str) -> str:
    """Equal for copies of one story: its first words, folded. A story too short to tell is its own."""
    document = tokenise(Text(title="", body=text or title))
    words = sorted((at, word) for word, places in document.positions.items() for at in places)
    if len(words) < WORDS_OF_A_STORY:
        return digest(identity)
    return digest(" ".join(word for _at, word in words[: 2 * WORDS_OF_A_STORY]))


def host_of_url(url: str) -> str:
    """Host and port, as politeness counts them."""
    return urlsplit(url).netloc.lower()
