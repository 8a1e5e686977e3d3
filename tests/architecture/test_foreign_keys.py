"""Rows point the way that imports do: down."""

import tomllib

import pytest
from django.apps import apps

from tests.architecture.source import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = SETTINGS["tool"]["importlinter"]["contracts"][0]["layers"]
FLOOR = {
    app.strip("() "): height for height, layer in enumerate(reversed(LAYERS)) for app in layer.split("|")
}


def relations():
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
        for field in model._meta.local_fields
        if field.is_relation
    ]


@pytest.mark.parametrize("field", relations(), ids=str)
def test_a_row_points_down_or_within_its_own_room(field):
    here, there = field.model._meta.app_label, field.related_model._meta.app_label

    assert here == there or FLOOR[there] < FLOOR[here]


@pytest.mark.parametrize("field", relations(), ids=str)
def test_the_way_back_has_a_name(field):
    assert field.remote_field.related_name
