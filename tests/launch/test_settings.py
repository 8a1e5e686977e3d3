"""Production refuses what is unsafe and says which; docs/operating.md names every setting and no other."""

import ast
import os
import re
import subprocess
import sys

import pytest

from config.celery import app
from config.launch.checkout import this_checkout
from config.settings import base

ROOT = this_checkout().root
SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "GC_SECRET_KEY": "0123456789" * 6,
    "GC_FIELD_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "GC_HOSTS": "listening.example",
    "GC_BASE_URL": "https://listening.example",
    "GC_MAIL_FROM": "Good Company <noreply@listening.example>",
    "CELERY_BROKER_URL": "redis://broker:6379/0",
    "DATABASE_URL": "postgresql://gc_app@postgres/goodcompany",
    "DATABASE_OWNER_URL": "postgresql://gc_owner@postgres/goodcompany",
    "DATABASE_MATCH_URL": "postgresql://gc_match@postgres/goodcompany",
}
UNSAFE = {
    "GC_DEMONSTRATION": ("1", "GC_DEMONSTRATION is only for development"),
    "NET_ALLOWED_LOOPBACK": ("127.0.0.1:80", "NET_ALLOWED_LOOPBACK is only for development"),
    "GC_MIN_POLL_SECONDS": ("5", "GC_MIN_POLL_SECONDS is only for development"),
    "GC_HOST_SPACING_SECONDS": ("1", "GC_HOST_SPACING_SECONDS is only for development"),
    "GC_LEASE_SECONDS": ("10", "GC_LEASE_SECONDS is only for development"),
    "GC_SECRET_KEY": ("short", "GC_SECRET_KEY has 5 characters"),
    "GC_FIELD_KEYS": ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=,short", "Key 2 of GC_FIELD_KEYS is none"),
    "GC_HOSTS": ("*", "GC_HOSTS must name the hosts"),
    "GC_BASE_URL": ("http://listening.example", "It must start with https://"),
    "GC_MAIL_FROM": ("noreply@localhost", "Name an address of yours"),
    "CELERY_BROKER_URL": ("memory://", "which loses messages"),
    "DATABASE_MATCH_URL": ("postgresql://gc_app@postgres/goodcompany", "three different roles"),
}
MISSING = ["GC_SECRET_KEY", "GC_FIELD_KEYS", "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_MATCH_URL"]


def start(environment):
    """What reading production's settings says, and whether it succeeded."""
    ran = subprocess.run(
        [sys.executable, "-c", "import django.conf; print(django.conf.settings.GC_ENVIRONMENT)"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
    )
    return ran.returncode == 0, ran.stdout + ran.stderr


def names_read(*files):
    """The names of the environment that these files read."""
    calls = [
        node
        for file in files
        for node in ast.walk(ast.parse((ROOT / file).read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("env.", "os.environ.get"))
    ]
    constants = [each for call in calls for each in ast.walk(call) if isinstance(each, ast.Constant)]
    return {each.value for each in constants if is_name(each.value)}


def is_name(value):
    return bool(re.fullmatch(r"(GC|DATABASE|CELERY|NET)_[A-Z_]+", str(value)))


def names_told():
    """The names in the first column of the tables of docs/operating.md."""
    return set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operating.md").read_text(), re.M))


def test_safe_values_start():
    assert start(SAFE) == (True, "production\n")


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_value_is_refused_and_named(name):
    value, said = UNSAFE[name]

    started, words = start(SAFE | {name: value})

    assert not started
    assert said in words


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_value_is_named(name):
    started, words = start({key: value for key, value in SAFE.items() if key != name})

    assert not started
    assert f"{name} is not set" in words


def test_all_unsafe_values_are_told_at_once():
    _started, words = start(SAFE | {name: value for name, (value, _said) in UNSAFE.items()})

    assert [said for _value, said in UNSAFE.values() if said not in words] == []


def test_every_refusal_of_safety_has_a_case_here():
    faults = re.findall(r"yield f?\"", (ROOT / "config/settings/safety.py").read_text())
    only_in_development = [said for _value, said in UNSAFE.values() if "only for development" in said]

    assert len(faults) == len(UNSAFE) - len(only_in_development) + 1


def test_what_settings_read_is_what_the_document_names():
    settings = [f"config/settings/{name}.py" for name in ("base", "dev", "production", "test")]
    rest = ["config/launch/commands.py", "config/launch/environment.py", "config/launch/throwaway.py"]
    containers = re.findall(r"\$\{(GC_[A-Z_]+):-", (ROOT / "docker/entrypoint").read_text())
    passwords = {f"{role}_PASSWORD" for role in ("GC_OWNER", "GC_APP", "GC_MATCH", "GC_BROKER")}

    read = names_read(*settings, *rest) | set(containers) | passwords

    assert names_told() == read


def test_a_lease_outlives_the_longest_task():
    assert app.conf.task_time_limit < base.GC_LEASE_SECONDS
