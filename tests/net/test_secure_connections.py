import ssl
from datetime import UTC, datetime, timedelta
from time import sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from apps import net
from apps.net.client import trusted_roots
from tests.net.internet import OTHER_PUBLIC, PUBLIC, moved, reply


class Authority:
    """Signs certificates for this test alone, and knows who trusts it."""

    def __init__(self, folder):
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
        root = self._signed(self._name, self._key, x509.BasicConstraints(ca=True, path_length=0))
        self.trust = ssl.create_default_context(cadata=root.public_bytes(serialization.Encoding.PEM).decode())

    def certify(self, host, days=1):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        leaf = self._signed(name, key, x509.SubjectAlternativeName([x509.DNSName(host)]), days)
        pem = self._folder / f"{host}.pem"
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem.write_bytes(secret + leaf.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def _signed(self, name, key, extension, days=1):
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(days=9)).not_valid_after(
            now + timedelta(days=days)
        )
        return builder.add_extension(extension, critical=True).sign(self._key, hashes.SHA256())


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


def test_tls_asks_for_the_name_and_connects_to_the_checked_address(internet, authority):
    server = internet.place("blog.example", reply(b"ok"), port=443, tls=authority.certify("blog.example"))

    answer = internet.way_out(authority.trust).get("https://blog.example/")

    assert answer.body == b"ok"
    assert internet.knocks == [(PUBLIC, 443)]
    assert server.header("host") == "blog.example"


def test_a_certificate_for_another_name_is_refused(internet, authority):
    server = internet.place("blog.example", reply(b"ok"), port=443, tls=authority.certify("other.example"))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out(authority.trust).get("https://blog.example/", headers={"Authorization": "s3cret"})

    assert refusal.value.category == net.Category.could_not_connect
    assert server.heads == []


def test_a_certificate_that_has_run_out_is_refused(internet, authority):
    internet.place("blog.example", reply(b"ok"), port=443, tls=authority.certify("blog.example", days=-1))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out(authority.trust).get("https://blog.example/")

    assert refusal.value.category == net.Category.could_not_connect


def test_an_authority_nobody_knows_is_refused(internet, authority):
    internet.place("blog.example", reply(b"ok"), port=443, tls=authority.certify("blog.example"))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("https://blog.example/")

    assert refusal.value.category == net.Category.could_not_connect


def test_the_environment_cannot_add_an_authority(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing.pem"))
    trusted_roots.cache_clear()

    assert trusted_roots().cert_store_stats()["x509_ca"] > 50
    assert trusted_roots() is trusted_roots()


def test_a_handshake_that_never_comes_runs_out_of_time(internet, authority):
    internet.place("mute.example", reply(b"ok"), port=443)
    limits = net.Limits(total_seconds=5, connect_seconds=0.2)

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out(authority.trust).get("https://mute.example/", limits=limits)

    assert refusal.value.category == net.Category.too_slow


def test_a_drip_inside_tls_runs_out_of_time(internet, authority):
    def drip(send):
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
        for _ in range(40):
            sleep(0.1)
            send(b"a")

    internet.place("blog.example", drip, port=443, tls=authority.certify("blog.example"))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out(authority.trust).get("https://blog.example/", limits=net.Limits(total_seconds=0.5))

    assert refusal.value.category == net.Category.too_slow


def test_bytes_inside_tls_are_counted(internet, authority):
    long = reply(b"", "X-Padding: " + "a" * 50_000)
    internet.place("blog.example", long, port=443, tls=authority.certify("blog.example"))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out(authority.trust).get("https://blog.example/", limits=net.Limits(wire_bytes=40_000))

    assert refusal.value.category == net.Category.too_large


def test_secrets_go_along_from_http_to_https_and_not_back(internet, authority):
    internet.place("blog.example", moved("https://blog.example/"))
    safe = internet.place(
        "blog.example", moved("http://blog.example/open"), port=443, tls=authority.certify("blog.example")
    )
    with pytest.raises(net.WayOutRefused):
        internet.way_out(authority.trust).get("http://blog.example/", headers={"Authorization": "s3cret"})

    plain = internet.place("blog.example", reply(b"ok"), at=OTHER_PUBLIC)
    answers = iter([[PUBLIC], [OTHER_PUBLIC]])
    internet.names["blog.example"] = lambda: next(answers)
    internet.way_out(authority.trust).get("https://blog.example/", headers={"Authorization": "s3cret"})

    assert safe.header("authorization", visit=0) == "s3cret"
    assert "s3cret" not in plain.heads[0]
