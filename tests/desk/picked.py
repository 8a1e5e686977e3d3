"""Finds as ingestion would have picked them up, in the council whose scope the test is in."""

from datetime import timedelta

from apps.common.clock import now
from apps.common.ids import new_id
from apps.discoveries.actions.finds import Hit, make_finds
from apps.discoveries.models import Find, Follow, Item, Source
from apps.searches.actions import write_search


def follow(person, name="Allotment society", state="fine"):
    source = Source.objects.create(
        url=f"https://{new_id()}.example/feed",
        host="blog.example",
        platform="feed",
        state=state,
        created_at=now(),
    )
    return Follow.objects.create(
        organisation=person.organisation, source=source, name=name, since=now(), added_by=person.member
    )


def search(person, query="marrows", name="Growing"):
    return write_search(actor=person.actor, name=name, query=query, at=now())


def pick(person, *titles, text="Take one of the marrows outside the library", at=None, place=None, by=None):
    """One find for each title, newest last. ``place``: a Follow; ``by``: a Search."""
    at = at or now()
    place = place or Follow.objects.current().first() or follow(person)
    by = by or search_of(person)
    items = [item(place.source, title, text, at) for title in titles]
    for number, one in enumerate(items):
        hit = Hit(item=one, searches={by.id: by})
        make_finds(actor=person.actor, hits=[hit], at=at + timedelta(milliseconds=number))
    return [Find.objects.get(title=title, url=one.url) for title, one in zip(titles, items, strict=True)]


def item(source, title, text, at):
    """Not saved: a find keeps no link to it."""
    number = new_id()
    return Item(
        id=number,
        first_seen=at,
        source=source,
        identity=str(number),
        url=f"https://blog.example/{number}",
        title=title,
        text=f"{text} ({title}, {number})" if text else "",
        author="Mair",
        author_digest="m" * 64,
        published_at=at,
    )


def search_of(person):
    from apps.searches.models import Search

    return Search.objects.current().first() or search(person)
