"""A name in a feed costs no more than reading it."""

import subprocess
import sys

import pytest

# In a process of its own: what runs away inside a regular expression cannot be stopped from within.
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from apps.connectors.feeds.items import name_of
name_of(sys.stdin.read())
"""


@pytest.mark.parametrize("name", ["@" * 65_536, "a@" * 32_768, "a@b (" * 13_000, f"a@b ({') ' * 32_000}x"])
def test_a_long_name_does_not_hold_a_worker(name):
    finished = subprocess.run([sys.executable, "-c", READ], input=name, text=True, check=False)

    assert finished.returncode == 0
