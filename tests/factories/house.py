"""A row of every model that belongs to a council, made by reading the models: a new one is furnished by itself."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.common.tenancy import TenantModel

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
numbers = count(1)
MAY_BE_NOBODYS = {"approved_by", "team", "find", "captured_by", "private_follow", "locked_by"}


def owned_models():
    """Every concrete model with an ``organisation_id``, council rows without row-level security among them."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
        and any(field.attname == "organisation_id" for field in model._meta.local_fields)
    ]


def locked_models():
    """Those that row-level security guards."""
    return [model for model in owned_models() if issubclass(model, TenantModel) or model.__name__ == "Event"]


class House:
    """One council's rows, one of each model; ``mark`` stands in every text that they hold."""

    def __init__(self, organisation, membership, mark="mark"):
        self.organisation = organisation
        self.mark = mark
        self.rows = {type(organisation): organisation, type(membership): membership}
        self.rows[type(membership.user)] = membership.user

    def furnish(self):
        for model in owned_models():
            self.row_of(model)
        return self

    def row_of(self, model):
        if model not in self.rows:
            self.rows[model] = model._base_manager.create(**self.values_of(model))
        return self.rows[model]

    def values_of(self, model):
        return {
            field.attname if not field.is_relation else field.name: self.value_of(field)
            for field in model._meta.local_fields
            if not (field.primary_key and field.has_default()) and not self.may_be_left(field)
        }

    def may_be_left(self, field):
        if field.attname in {"organisation_id"}:
            return False
        if isinstance(field, models.ForeignKey):
            is_free = field.name in MAY_BE_NOBODYS or field.related_model is field.model
            return field.null and is_free and field.model.__name__ != "Act"
        return field.null or isinstance(field, models.AutoField)

    def value_of(self, field):
        if isinstance(field, models.ForeignKey):
            return self.row_of(field.related_model)
        if field.attname == "organisation_id":
            return self.organisation.pk
        if field.choices:
            return field.choices[0][0]
        return self.plain_value_of(field)

    def plain_value_of(self, field):
        number = next(numbers)
        kinds = (
            (models.UUIDField, uuid4),
            (models.BooleanField, lambda: False),
            (models.IntegerField, lambda: number % 30_000),
            (models.DateTimeField, lambda: NOON + timedelta(seconds=number)),
            (models.DateField, lambda: NOON.date()),
            (models.BinaryField, lambda: b"k" * 32),
            (models.JSONField, lambda: [self.mark]),
            (ArrayField, list),
            (models.EmailField, lambda: f"{self.mark}{number}@{self.organisation.slug}.example"),
            (models.URLField, lambda: f"https://{self.organisation.slug}.example/{self.mark}/{number}"),
        )
        for kind, make in kinds:
            if isinstance(field, kind):
                return make()
        return f"{self.mark}{number}"[: field.max_length or None]
