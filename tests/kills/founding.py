"""Run beside the evening: two councils that follow overlapping places, with searches. JSON in, JSON out."""

import json
import sys

import django

django.setup()

from apps.accounts.actions import register_person  # noqa: E402 - Django has to stand first
from apps.common.clock import now  # noqa: E402
from apps.discoveries.actions.sources import answer_look, ask_to_look, follow_place  # noqa: E402
from apps.organisations.actions import found_organisation  # noqa: E402
from apps.organisations.actions.tokens import issue_token  # noqa: E402
from apps.organisations.actors import actor_of_member  # noqa: E402
from apps.organisations.scope import council  # noqa: E402
from apps.searches.actions import write_search  # noqa: E402

SCOPES = ["finds:read", "searches:read", "searches:write", "sources:read", "acts:read", "audit:read"]


def found(slug, places, searches):
    """The council's token, and the ids of its searches by query."""
    owner = register_person(
        email=f"owner@{slug}.example", name="Olwen", password="correct horse", is_verified=True
    )
    member = found_organisation(
        name=slug.title(),
        slug=slug,
        owner=owner,
        purpose="To join in.",
        contact_name="Customer services",
        contact_email=f"hello@{slug}.example",
        at=now(),
    )
    actor = actor_of_member(member)
    with council(actor.organisation_id):
        ids = {query: write(actor, query) for query in searches}
        for url in places:
            follow(actor, url)
        issued = issue_token(actor=actor, name="The evening", scopes=SCOPES, at=now())
    return {"id": str(actor.organisation_id), "token": issued.secret, "searches": ids}


def write(actor, query):
    return str(write_search(actor=actor, name=query, query=query, at=now()).id)


def follow(actor, url):
    look = ask_to_look(actor=actor, address=url, at=now())
    place = {
        "title": url,
        "home_url": url.removesuffix("feed"),
        "feed_url": url,
        "kind": "feed",
        "platform": "feed",
        "what": "posts",
        "secret": False,
        "items": [],
    }
    answer_look(look=look, places=[place], sentence="", at=now())
    follow_place(actor=actor, look=look, place=0, at=now())


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    print(json.dumps({each["slug"]: found(**each) for each in asked}))
