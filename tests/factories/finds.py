"""Finds without the way they came."""

from itertools import count

from apps.common.ids import new_id
from apps.discoveries.models import Cluster, Find, FindWords, Source
from apps.discoveries.reading import read_into
from tests.cast import NOON

numbers = count(1)


def make_source(host="allotments.example", **changes):
    number = next(numbers)
    values = {
        "url": f"https://{host}/{number}/feed",
        "host": host,
        "platform": "feed",
        "title": "Allotment society",
        "created_at": NOON,
    }
    return Source.objects.create(**values | changes)


def make_find(organisation, **changes):
    """A new find of this council; call it inside the council's scope."""
    number = next(numbers)
    source = changes.pop("source", None) or make_source()
    values = {
        "identity": new_id().hex,
        "source": source,
        "place": "Allotment society",
        "url": f"https://{source.host}/{number}",
        "title": f"Forty marrows {number}",
        "excerpt": "Come and take one of the marrows outside the library.",
        "first_seen": NOON,
        "found_at": NOON,
        "cluster": Cluster.objects.create(organisation=organisation, key=new_id().hex),
    }
    find = Find.objects.create(organisation=organisation, **values | changes)
    FindWords.objects.bulk_create(read_into([find], met={}, notes={}))
    return Find.objects.get(pk=find.pk)
