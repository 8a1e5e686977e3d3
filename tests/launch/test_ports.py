import socket

import pytest

from config.launch.checkout import NeedsAttention
from config.launch.environment import choose_ports, first_free, remembered_ports


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_taken_port_is_passed_over(taken):
    assert first_free(taken) > taken


def test_a_port_that_was_asked_for_is_not_exchanged_for_another(tmp_path, taken):
    with pytest.raises(NeedsAttention, match=f"Port {taken} is taken"):
        choose_ports(tmp_path, taken)


def test_the_next_time_has_the_same_ports(tmp_path, taken):
    chosen = choose_ports(tmp_path, first_free(taken))

    assert choose_ports(tmp_path) == remembered_ports(tmp_path) == chosen
