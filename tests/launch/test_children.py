import os
import signal
import sys
import time

import pytest

from config.launch import children
from config.launch.children import MARK, Child, Family, Log, command, end_orphans

FOREVER = "import time; print('here I am', flush=True); time.sleep(60)"


def child_of(code, root, **environment):
    return Child("web", command([sys.executable, "-c", code], environment, root))


@pytest.fixture
def family(monkeypatch):
    monkeypatch.setattr(children, "PAUSES", (0.0,) * 5)
    made = Family(Log(coloured=False))
    yield made
    made.stop(made.children, seconds=2)


def turn_until(family, is_so):
    end = time.monotonic() + 20
    while not (outcome := is_so(family.mend())):
        assert time.monotonic() < end
        family.listen(0.05)
    return outcome


def test_every_line_says_who_said_it(family, tmp_path, capfd):
    said = []
    family.add(child_of("print('one'); print('two', end='')", tmp_path))

    turn_until(family, lambda _: said.append(capfd.readouterr().out) or "two\n" in "".join(said))

    assert {"web           | one", "web           | two"} <= set("".join(said).splitlines())


def test_a_killed_child_is_started_again(family, tmp_path):
    child = family.add(child_of(FOREVER, tmp_path))
    first = child.process.pid
    child.process.send_signal(signal.SIGKILL)

    turn_until(family, lambda _: child.is_running and child.process.pid != first)

    assert child.is_running


def test_a_child_that_never_becomes_ready_is_given_up_after_five_failures(family, tmp_path):
    child = family.add(child_of("raise SystemExit(3)", tmp_path))

    hopeless = turn_until(family, lambda failed: failed)

    assert (hopeless, child.failures) == (child, 5)


def test_a_child_that_was_ready_starts_counting_anew(tmp_path):
    child = child_of(FOREVER, tmp_path)
    child.failures = 4
    child.become_ready()

    child.note_end(-9)

    assert (child.failures, child.is_hopeless) == (1, False)


def test_what_a_killed_launcher_left_is_found_by_its_mark_and_ended(tmp_path):
    mark = f"orphan-{os.getpid()}"
    process = child_of(FOREVER, tmp_path, **{MARK: mark}).launch()
    process.stdout.readline()

    ended = end_orphans(mark)

    assert (ended, process.wait(5)) == (1, -signal.SIGTERM)
    process.stdout.close()
