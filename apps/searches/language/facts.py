"""The keys of what stands beside a text: tags, names, hosts, languages. Queries and documents share them."""

import re
from collections.abc import Iterator

from apps.searches.language import alphabet
from apps.searches.language.fold import fold

MAX_TOKEN_CHARACTERS = 100
_MAX_SUFFIXES = 10

_NOT_IN_NAME = re.compile(f"[^{alphabet.NAME}@.-]+")
_NOT_IN_TAG = re.compile(f"[^{alphabet.NAME}]+")
_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@]*@)?(?P<host>[^/?#@:]+)(?::\d*)?(?:[/?#].*)?", re.DOTALL
)
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_LANGUAGE_NAMES = {
    "welsh": "cy",
    "cymraeg": "cy",
    "english": "en",
    "polish": "pl",
    "urdu": "ur",
    "punjabi": "pa",
}


def tag_key(tag: str) -> str:
    """`LoveCrawley` and `lovecrawley` are one tag; `Community News` is communitynews."""
    return fold(_NOT_IN_TAG.sub("", tag))[:MAX_TOKEN_CHARACTERS]


def name_key(name: str) -> str:
    """A handle or an author's name without spaces, signs and a leading @: `Jane Smith` is janesmith."""
    return fold(_NOT_IN_NAME.sub("", name).strip("@._-"))[:MAX_TOKEN_CHARACTERS].strip("@._-")


def host_of(address: str) -> str:
    """The host of an address, or of a bare host, without `www.`; "" when there is none."""
    found = _HOST.fullmatch(address.strip().lower()[:2_000])
    if not found:
        return ""
    host = ".".join(map(_in_ascii, found["host"].strip(".").removeprefix("www.").split(".")))
    return host if len(host) <= MAX_TOKEN_CHARACTERS and _HOST_NAME.fullmatch(host) else ""


def suffixes(host: str) -> Iterator[str]:
    """`blog.crawley.gov.uk`, `crawley.gov.uk`, `gov.uk`, `uk`."""
    labels = host.split(".") if host else []
    for start in range(len(labels))[-_MAX_SUFFIXES:]:
        yield ".".join(labels[start:])


def language_code(language: str) -> str:
    """`en_GB` is en-gb, `Welsh` is cy; "" for what is no language code."""
    code = language.strip().lower().replace("_", "-")
    code = _LANGUAGE_NAMES.get(code, code)
    return code if _LANGUAGE.fullmatch(code) else ""


def _in_ascii(label: str) -> str:
    try:
        return label.encode("idna").decode("ascii") if not label.isascii() else label
    except UnicodeError:
        return label
