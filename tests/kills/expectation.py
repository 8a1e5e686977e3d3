"""What should have been found, by the reference evaluator, from nothing but what was published."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import Text, tokenise


@dataclass(frozen=True)
class Listening:
    """One council: which places it follows, and its searches, id by query."""

    slug: str
    places: list
    searches: dict


def items(places):
    """Each (feed, digest of the identity within it), once."""
    return sorted(
        (place.url, sha256(f"id:{post.guid}".encode()).hexdigest())
        for place in places
        for post in place.posts
    )


def finds(council):
    """By address: the searches that meet what is told there, for every address that meets one."""
    trees = {search_id: parse(query).ast for query, search_id in council.searches.items()}
    today = datetime.now(UTC).date()
    expected = defaultdict(set)
    for post in {post.url: post for place in council.places for post in place.posts}.values():
        document = tokenise(Text(title=post.title, body=post.text, url=post.url))
        for search_id, tree in trees.items():
            if matches(tree, document, today):
                expected[post.url].add(search_id)
    return dict(expected)
