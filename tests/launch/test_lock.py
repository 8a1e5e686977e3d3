import os
import subprocess
import sys

import pytest

from config.launch.lock import Held, hold, holder

HOLD_AND_DIE = """
import os, pathlib, sys
from config.launch.lock import hold
with hold(pathlib.Path(sys.argv[1]), "up"):
    os.kill(os.getpid(), 9)
"""


def test_the_second_is_told_who_has_it_and_where(tmp_path):
    with hold(tmp_path, "up") as lock:
        lock.say("http://localhost:8003")

        with pytest.raises(Held) as refused, hold(tmp_path, "up"):
            pass

    assert f"process {os.getpid()}: http://localhost:8003" in str(refused.value)


def test_it_is_free_again_when_its_holder_has_ended(tmp_path):
    with hold(tmp_path, "up"):
        pass

    assert holder(tmp_path) is None


def test_it_is_free_again_when_its_holder_was_killed(tmp_path):
    ended = subprocess.run([sys.executable, "-c", HOLD_AND_DIE, str(tmp_path)], check=False)

    assert (ended.returncode, holder(tmp_path)) == (-9, None)


def test_looking_does_not_take_it(tmp_path):
    with hold(tmp_path, "psql"):
        seen = [holder(tmp_path), holder(tmp_path)]

    assert [who.doing for who in seen] == ["psql", "psql"]
