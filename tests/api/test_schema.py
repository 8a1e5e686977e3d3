"""The committed description is that of the code."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from apps.api.urls import urlpatterns
from apps.api.views import Endpoint

COMMITTED = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"


@pytest.fixture(scope="module")
def described():
    return yaml.safe_load(COMMITTED.read_text())


def operations(described):
    return [
        (path, method, told)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    ]


def test_the_committed_document_is_the_generated_one(tmp_path):
    made = tmp_path / "openapi.yaml"

    call_command("spectacular", validate=True, fail_on_warn=True, file=str(made))

    assert made.read_text() == COMMITTED.read_text(), "./dev manage spectacular --file docs/openapi.yaml"


def views_of(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views_of(pattern.url_patterns)
        elif hasattr(pattern.callback, "view_class"):
            yield pattern.callback.view_class


def test_every_method_of_every_resource_is_described(described):
    methods = [
        (view, method)
        for view in views_of(urlpatterns)
        if issubclass(view, Endpoint) and view.schema is not None
        for method in ("get", "post", "patch", "delete")
        if hasattr(view, method)
    ]

    assert len(operations(described)) == len(methods)
    assert all(hasattr(getattr(view, method), "operation") for view, method in methods)


def test_every_operation_has_its_name_once(described):
    names = [told["operationId"] for _path, _method, told in operations(described)]

    assert len(names) == len(set(names))


def test_nothing_unknown_may_be_sent(described):
    schemas = described["components"]["schemas"]
    taken = [name for name in schemas if name.endswith("Request")]

    assert taken
    assert all(schemas[name]["additionalProperties"] is False for name in taken)


def test_only_public_operations_need_no_key(described):
    unlocked = {path for path, _method, told in operations(described) if "security" not in told}

    assert unlocked == {path for path in described["paths"] if path.startswith("/api/v1/public/")}


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_it_is_served(anyone, db, kind):
    answer = anyone.get(f"/openapi.{kind}")

    assert answer["Content-Type"] == f"application/openapi+{kind}"
    assert yaml.safe_load(answer.content)["openapi"].startswith("3.1")
