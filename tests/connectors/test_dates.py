from datetime import UTC, datetime, timedelta

import pytest

from apps.connectors.moments import moment
from tests.connectors.conftest import AT


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Mon, 23 Nov 2026 21:42:45 +0000", (2026, 11, 23, 21, 42, 45)),
        ("Mon, 23 Nov 2026 21:42:45 GMT", (2026, 11, 23, 21, 42, 45)),
        ("Wed, 1 Jul 2026 9:00:00 BST", (2026, 7, 1, 8, 0, 0)),
        ("Wed, 01 Jul 2026 09:00 EDT", (2026, 7, 1, 13, 0, 0)),
        ("1 July 2026 09:00:00 -0730", (2026, 7, 1, 16, 30, 0)),
        ("01-Jul-26 09:00:00 GMT", (2026, 7, 1, 9, 0, 0)),
        ("Wed,\n 03 Jan 2018 13:47:00 GMT\r\n   ", (2018, 1, 3, 13, 47, 0)),
        ("Sat, 07 Sep 2002 24:00:00 GMT", (2002, 9, 8, 0, 0, 0)),
        ("Sat, 31 Dec 2016 23:59:60 GMT", (2017, 1, 1, 0, 0, 0)),
        ("Mon, 23 Nov 2026 21:42:45 +0000 (GMT)", (2026, 11, 23, 21, 42, 45)),
        ("Mon, 23 Nov 2026 21:42:45 XYZ", (2026, 11, 23, 21, 42, 45)),
        ("23 Nov 2026", (2026, 11, 23, 0, 0, 0)),
        ("2026-11-23T21:42:45Z", (2026, 11, 23, 21, 42, 45)),
        ("2026-11-23T21:42:45.123456+01:00", (2026, 11, 23, 20, 42, 45)),
        ("2026-11-23 21:42", (2026, 11, 23, 21, 42, 0)),
        ("2026-11-23T21:42+0000", (2026, 11, 23, 21, 42, 0)),
        ("2026-11-23", (2026, 11, 23, 0, 0, 0)),
        ("2026-11-25T08:59:00Z", (2026, 11, 25, 8, 59, 0)),
    ],
)
def test_what_feeds_write_is_read(written, utc):
    assert moment(written, at=AT) == datetime(*utc, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "23/11/2026",
        "11/23/2026 10:00",
        "1518478934",
        "Mon, 31 Feb 2026 10:00:00 GMT",
        "Mon, 23 Xyz 2026 10:00:00 GMT",
        "Mon, 23 Nov 2026 25:00:00 GMT",
        "Mon, 23 Nov 2026 10:75:00 GMT",
        "2026-13-01",
        "2026-11-23T10:00:00+99:99",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "٢٠٢٦-١١-٢٣",
        "2026-11-23T10:00:00Z" * 50_000,
    ],
)
def test_what_cannot_be_read_with_certainty_is_no_date(written):
    assert moment(written, at=AT) is None


def test_a_date_beyond_tomorrow_is_a_wrong_clock():
    assert moment((AT + timedelta(days=1)).isoformat(), at=AT) == AT + timedelta(days=1)
    assert moment((AT + timedelta(days=1, seconds=1)).isoformat(), at=AT) is None
