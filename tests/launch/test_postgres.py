import os
import signal
import socket
import subprocess
import sys
import time

import psycopg
import pytest

from config.launch.binaries import Binaries, find_binaries
from config.launch.checkout import Checkout, NeedsAttention
from config.launch.postgres import Cluster, server_folder
from config.launch.throwaway import BRISK

START_AND_DIE = """
import os, pathlib, sys
from config.launch.binaries import find_binaries
from config.launch.postgres import Cluster
cluster = Cluster(find_binaries(), pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
process = cluster.start(sys.stderr.fileno())
cluster.wait_ready(process)
print(process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def cluster(tmp_path_factory):
    checkout = Checkout(tmp_path_factory.mktemp("a-checkout"))
    folder = server_folder(checkout)
    made = Cluster(find_binaries(), folder / "pg", checkout.sockets, {**BRISK, "fsync": "off"})
    made.prepare()
    yield made
    made.remove()
    if folder != checkout.var:
        folder.rmdir()


@pytest.fixture
def running(cluster):
    process = cluster.start(subprocess.DEVNULL)
    cluster.wait_ready(process)
    yield process
    process.send_signal(signal.SIGQUIT)
    process.wait(20)


def rows_of(cluster):
    with psycopg.connect(cluster.admin_url()) as connection:
        return connection.execute("SELECT words FROM finds").fetchall()


def write_a_row(cluster):
    with psycopg.connect(cluster.admin_url()) as connection:
        connection.execute("CREATE TABLE finds AS SELECT 'a jumble sale' AS words")


def test_it_opens_no_port_and_a_socket_only_for_its_owner(cluster, running):
    with psycopg.connect(cluster.admin_url()) as connection:
        listens = connection.execute("SHOW listen_addresses").fetchone()[0]

    assert listens == ""
    assert cluster.sockets.stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


def test_the_socket_answers_at_the_path_that_addresses_name(cluster, running):
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(str(cluster.sockets / ".s.PGSQL.5432"))


def test_being_somebody_else_on_the_machine_is_not_enough(cluster, running):
    with psycopg.connect(cluster.admin_url()) as connection:
        ways = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules ORDER BY 1").fetchall()

    assert ways == [("peer",), ("scram-sha-256",)]


def test_rows_outlive_a_server_that_was_killed(cluster):
    first = cluster.start(subprocess.DEVNULL)
    cluster.wait_ready(first)
    write_a_row(cluster)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    cluster.prepare()
    second = cluster.start(subprocess.DEVNULL)
    cluster.wait_ready(second)

    assert rows_of(cluster) == [("a jumble sale",)]
    cluster.stop_leftover()
    second.wait(20)


def test_a_server_ends_with_the_launcher_that_was_killed(cluster):
    started = [sys.executable, "-c", START_AND_DIE, str(cluster.data), str(cluster.sockets)]

    pid = int(subprocess.run(started, capture_output=True, text=True, check=False).stdout)

    assert wait_until(lambda: not is_alive(pid))


def test_an_orphan_is_ended_before_the_next_start(cluster, running):
    assert cluster.leftover() == running.pid

    cluster.prepare()

    assert running.wait(5) == 0


def test_a_stale_number_that_belongs_to_another_process_now_is_no_orphan(cluster):
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    (cluster.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    cluster.prepare()
    process = cluster.start(subprocess.DEVNULL)
    cluster.wait_ready(process)

    assert cluster.leftover() == process.pid
    cluster.stop_leftover()
    process.wait(20)


def test_another_major_version_is_refused_with_the_way_out(cluster):
    newer = Cluster(Binaries(cluster.binaries.folder, 99), cluster.data, cluster.sockets)

    with pytest.raises(NeedsAttention, match=r"was made by PostgreSQL \d+; 99 is here now"):
        newer.prepare()


def test_a_path_too_long_for_a_socket_is_refused_before_anything_is_made(cluster, tmp_path):
    deep = Cluster(cluster.binaries, tmp_path / "pg", tmp_path / ("s" * 90))

    with pytest.raises(NeedsAttention, match="too long for a socket"):
        deep.prepare()

    assert list(tmp_path.iterdir()) == []


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(is_so, seconds=15):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()
