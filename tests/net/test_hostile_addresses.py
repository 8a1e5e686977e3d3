import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps import net
from tests.net.internet import moved

PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.8.9.10/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.5.4/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://100.100.100.200/latest/meta-data/",
    "http://100.64.0.1/",
    "http://168.63.129.16/metadata",
    "http://192.0.0.192/opc/v1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://203.0.113.7/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://Ⓛocalhost/",
    "http://blog.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://intranet/",
]
MISSPELLED = [
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.0x1/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2eexample.org/",
    "http://[::ffff:127.0.0.1/",
    "http://[fe80::1%25eth0]/",
    "http://[::1]evil.example/",
    "http://good.example\\.evil.example/",
    "http://good.example:80:6379/",
    "http://good.example:٨٠/",
    "http://a..example/",
    "http://-a.example/",
    "http://xn--a.example/",
    "http://℀.example/",
    "http:///etc/passwd",
    "http:/127.0.0.1/",
    "http:127.0.0.1/",
    "https://",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://good.example/" + "a" * 5_000,
    "http://good.example/\ud800",
]
FORBIDDEN = [
    "http://good.example@127.0.0.1/",
    "http://user:password@good.example/",
    "http://good.example\\@127.0.0.1/",
    "http://@good.example/",
    "http://good.example:6379/",
    "http://good.example:22/",
    "http://good.example:0/",
    "http://good.example:8000/",
    "http://good.example:65536/",
    "http://93.184.215.14:8080/",
    "file:///etc/passwd",
    "gopher://good.example:70/_SLAVEOF",
    "ftp://good.example/",
    "dict://good.example:11211/stat",
    "data:text/html,hello",
    "java\nscript:alert(1)",
    "view-source:http://good.example/",
]


@pytest.mark.parametrize("url", [*PRIVATE, *FORBIDDEN])
def test_an_address_that_is_not_public_is_not_allowed(url):
    with pytest.raises(net.WayOutRefused) as refusal:
        net.check_address(url)

    assert refusal.value.category == net.Category.not_allowed


@pytest.mark.parametrize("url", MISSPELLED)
def test_an_address_that_can_be_read_two_ways_is_not_understood(url):
    with pytest.raises(net.WayOutRefused) as refusal:
        net.check_address(url)

    assert refusal.value.category == net.Category.not_understood


@pytest.mark.parametrize("url", [*PRIVATE, *MISSPELLED, *FORBIDDEN])
def test_no_hostile_address_makes_us_knock_anywhere(internet, url):
    internet.resolve = lambda host: ["127.0.0.1"]

    with pytest.raises(net.WayOutRefused):
        internet.way_out().get(url)

    assert internet.knocks == []


@pytest.mark.parametrize("url", [url for url in [*PRIVATE, *FORBIDDEN] if url.isascii() and "\n" not in url])
def test_no_redirect_leads_to_a_hostile_address(internet, url):
    internet.place("trap.example", moved(url))

    with pytest.raises(net.WayOutRefused) as refusal:
        internet.way_out().get("http://trap.example/")

    assert refusal.value.category == net.Category.not_allowed
    assert len(internet.knocks) == 1


@pytest.mark.parametrize("address", ["", "   ", "www.example.org/news", "//good.example/", "mill road"])
def test_what_people_mistype_is_answered_with_what_to_mend(address):
    with pytest.raises(net.WayOutRefused) as refusal:
        net.check_address(address)

    assert refusal.value.message == "Please give a web address that begins with https:// or http://."


def test_a_refusal_repeats_nothing_of_the_address():
    with pytest.raises(net.WayOutRefused) as refusal:
        net.check_address("http://officer:hunter2@secret.example/")

    assert "hunter2" not in f"{refusal.value} {refusal.value!r} {refusal.value.message}"
    assert "secret" not in f"{refusal.value} {refusal.value!r} {refusal.value.message}"


@pytest.mark.parametrize(
    ("given", "visited"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("  https://example.org/news#today\n", "https://example.org/news"),
        ("https://example.org.:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://bücher.example/ŵ?q=a b&c[]=é", "https://xn--bcher-kva.example/%C5%B5?q=a%20b&c[]=%C3%A9"),
        ("https://my_blog.example/%7Efeed", "https://my_blog.example/%7Efeed"),
        ("https://exa\0mple.org/\x1bnews", "https://example.org/news"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:021f::1]/", "http://[2606:2800:21f::1]/"),
        ("http://[::ffff:93.184.215.14]/", "http://93.184.215.14/"),
    ],
)
def test_a_good_address_comes_back_as_it_will_be_visited(given, visited):
    assert net.check_address(given) == visited


@given(st.text(max_size=40).map("http://".__add__) | st.from_regex(r"https?://[\w.:@/\\\[\]%?#-]{1,30}"))
@example("http://example.org/?a=%ZZ")
@settings(max_examples=400, derandomize=True)
def test_a_checked_address_stays_as_it_is(url):
    try:
        checked = net.check_address(url)
    except net.WayOutRefused:
        return

    assert checked.isascii()
    assert net.check_address(checked) == checked
