"""What passes by: shared, public, at most thirty days (docs/adr/0010)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from apps.common.ids import new_id
from apps.discoveries.querysets import ItemQuerySet


class Item(models.Model):
    """Something public that passed by. The table is partitioned by the day of ``first_seen``.

    Of its author it holds a display name and a keyed hash, which an erasure clears. ``vector`` is made by our
    tokeniser, never by PostgreSQL's. ``matched_at`` is set in the transaction that writes its finds. ``has``: "link",
    "image", "video", "question". ``links_to`` are other hosts, no addresses.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first_seen = models.DateTimeField()
    source = models.ForeignKey("discoveries.Source", models.CASCADE, related_name="+", db_constraint=False)
    identity = models.CharField(max_length=64)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True)
    author_digest = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=35, blank=True)
    tags = ArrayField(models.CharField(max_length=100), default=list)
    has = ArrayField(models.CharField(max_length=8), default=list, db_default=[])
    links_to = ArrayField(models.CharField(max_length=255), default=list, db_default=[])
    published_at = models.DateTimeField(null=True)
    is_history = models.BooleanField(default=False)
    vector = SearchVectorField()
    tokeniser = models.PositiveSmallIntegerField()
    matched_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title or self.url


class Seen(models.Model):
    """That a source has listed something, kept while it lists it and ninety days more: old posts never come back."""

    source = models.ForeignKey("discoveries.Source", models.CASCADE, related_name="+", db_constraint=False)
    identity = models.CharField(max_length=64)
    last_listed = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "identity"], name="seen_once")]
        indexes = [models.Index(fields=["last_listed"], name="seen_last_listed")]

    def __str__(self) -> str:
        return self.identity
