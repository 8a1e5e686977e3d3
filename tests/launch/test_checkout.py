import stat
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor

from config.launch.checkout import Checkout


def test_the_secrets_are_made_once_even_when_many_ask_at_once(tmp_path):
    checkout = Checkout(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: checkout.secrets(), range(8)))

    assert all(secrets == asked[0] for secrets in asked)


def test_only_their_owner_reads_the_secrets(tmp_path):
    checkout = Checkout(tmp_path)

    checkout.secrets()

    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in checkout.var.iterdir()}
    assert kept == {"secret.json": 0o600, "field-key.json": 0o600}


def test_a_checkout_from_before_there_were_field_keys_gets_one(tmp_path):
    before = Checkout(tmp_path).secrets()
    (tmp_path / "var" / "field-key.json").unlink()

    after = Checkout(tmp_path).secrets()

    assert (after.key, after.passwords) == (before.key, before.passwords)
    assert len(urlsafe_b64decode(after.field_key)) == 32


def test_two_checkouts_share_no_path(tmp_path):
    one, other = Checkout(tmp_path / "one"), Checkout(tmp_path / "other")

    assert {one.sockets, one.var, one.key}.isdisjoint({other.sockets, other.var, other.key})


def test_a_socket_in_its_folder_has_a_path_that_the_kernel_takes(tmp_path):
    deep = Checkout(tmp_path / "/".join(["a-long-name-of-a-folder"] * 8))

    assert len(str(deep.sockets / ".s.PGSQL.5432.lock")) < 100
