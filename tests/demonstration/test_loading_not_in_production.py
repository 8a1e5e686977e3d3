"""Production does not start with the demonstration on."""

import pytest

from config.settings.safety import Unsafe, refuse_unsafe

SAFE = {
    "secret_key": "x" * 60,
    "field_keys": ["MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="],
    "hosts": ["goodcompany.example"],
    "base_url": "https://goodcompany.example",
    "broker": "redis://broker",
    "mail_from": "Good Company <noreply@goodcompany.example>",
    "databases": {
        "default": {"USER": "gc_app"},
        "owner": {"USER": "gc_owner"},
        "match": {"USER": "gc_match"},
    },
}


def test_production_refuses_the_demonstration(monkeypatch):
    monkeypatch.setenv("GC_DEMONSTRATION", "1")

    with pytest.raises(Unsafe, match="GC_DEMONSTRATION is only for development"):
        refuse_unsafe(**SAFE)


def test_production_starts_without_it(monkeypatch):
    monkeypatch.delenv("GC_DEMONSTRATION", raising=False)

    refuse_unsafe(**SAFE)
