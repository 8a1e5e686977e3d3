import pytest

from apps.common.addresses import canonical


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/p?utm_source=x&id=3&UTM_medium=y&fbclid=z", "https://a.example/p?id=3"),
        ("https://a.example/p?utm_source=x", "https://a.example/p"),
        ("https://a.example/p?q=a%26b&empty=", "https://a.example/p?q=a%26b&empty="),
        ("HTTP://A.Example:80", "http://a.example/"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("https://a.example/post#comment-4", "https://a.example/post#comment-4"),
        ("https://me:secret@a.example/p", "https://a.example/p"),
        (" https://a.example/two words\n", "https://a.example/two%20words"),
        ("https://a.example/caf\u00e9", "https://a.example/caf\u00e9"),
        (
            "https://www.google.com/url?rct=j&url=https://b.example/x%3Fy%3D1%26utm_id%3D2&usg=1",
            "https://b.example/x?y=1",
        ),
        ("https://www.google.co.uk/url?q=https://b.example/", "https://b.example/"),
        ("https://www.google.com/url?url=javascript:alert(1)", ""),
        (
            "https://google.com.evil.example/url?url=https://b.example/",
            "https://google.com.evil.example/url?url=https://b.example/",
        ),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@b.example", ""),
        ("//b.example/x", ""),
        ("https://", ""),
        ("https://[", ""),
        ("https://a.example:99999/", ""),
        ("https://a.example/" + "x" * 2_000, ""),
        ("", ""),
    ],
)
def test_an_address_has_one_spelling_or_none(written, address):
    assert canonical(written) == address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../x", "https://a.example/x"),
        ("//b.example/x", "https://b.example/x"),
        ("?p=1", "https://a.example/blog/?p=1"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_relative_address_is_joined_to_its_base(written, address):
    assert canonical(written, "https://a.example/blog/") == address


def test_one_spelling_stays_as_it_is():
    once = canonical("HTTPS://A.Example/x y?utm_a=1&b=2#c")

    assert canonical(once) == once
