"""Every mistake is answered with a problem that says what to do; none is a broken server."""

import json

import pytest
from django.test import Client

HERE = "/api/v1/organisations/marlowe"
SEARCH = {"name": "Marrows", "query": "marrow"}
BAD_BODIES = {
    "nothing at all": b"",
    "not JSON": b"{",
    "a list": b"[]",
    "a word": b'"marrow"',
    "null": b"null",
    "a number": b"7",
    "NaN": b'{"name": NaN, "query": "x"}',
    "Infinity": b'{"name": Infinity}',
    "a number of 10,000 digits": b'{"name": ' + b"9" * 10_000 + b"}",
    "a number too large for a float": b'{"name": 1e999, "query": "x"}',
    "100,000 brackets": b"[" * 100_000,
    "100,000 objects": b'{"a":' * 40_000,
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "NUL in a text": b'{"name": "a\\u0000b", "query": "x"}',
    "half a surrogate pair": b'{"name": "a\\ud800b", "query": "x"}',
    "half a surrogate pair as a name": b'{"\\ud800": 1}',
    "a name twice": b'{"name": "a", "name": "b", "query": "x"}',
    "an unknown name": b'{"name": "a", "query": "x", "colour": "red"}',
    "a list for a text": b'{"name": ["a"], "query": "x"}',
    "an object for a text": b'{"name": {}, "query": "x"}',
    "true for a text": b'{"name": true, "query": "x"}',
    "a number for a text": b'{"name": 5, "query": "x"}',
    "null for a text": b'{"name": null, "query": "x"}',
    "only spaces": b'{"name": "  ", "query": "x"}',
    "a text too long": json.dumps({"name": "a" * 81, "query": "x"}).encode(),
    "a query too long": json.dumps({"name": "a", "query": "x" * 2001}).encode(),
    "a query with no words": b'{"name": "a", "query": "!!"}',
    "a bad id": b'{"name": "a", "query": "x", "team_id": "7"}',
    "a number for an id": b'{"name": "a", "query": "x", "team_id": 7}',
    "a team that is not there": b'{"name": "a", "query": "x", "team_id": "0199aaaa-0000-7000-8000-000000000000"}',
    "300 kilobytes": json.dumps({"name": "a" * 300_000}).encode(),
}
BAD_ADDRESSES = {
    "/finds/7": 404,
    "/finds/0199aaaa": 404,
    "/finds/0199aaaa-0000-7000-8000-000000000000": 404,
    "/finds/%00": 404,
    "/finds/%ff": 404,
    "/finds/": 404,
    "/nothing": 404,
    "/finds?limit=0": 422,
    "/finds?limit=201": 422,
    "/finds?limit=99999999999999999999999": 422,
    "/finds?limit=ten": 422,
    "/finds?limit=1&limit=2": 400,
    "/finds?colour=red": 422,
    "/finds?state=lost": 422,
    "/finds?search=7": 422,
    "/finds?q=%00": 400,
    "/finds?q=%ff": 200,
    "/finds?cursor=nonsense": 400,
    "/changes?after=-1": 422,
    "/changes?after=99999999999999999999": 422,
    "/changes?after=9223372036854775807": 200,
    "/balance?from=yesterday": 422,
    "/balance?from=2026-02-30": 422,
    "/balance?from=0001-01-01": 422,
    "/balance?to=9999-12-31": 422,
    "/balance?from=2026-11-02&to=2026-11-01": 422,
}


@pytest.fixture
def client(ann):
    caller = Client()
    caller.force_login(ann.user)
    return caller


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
def test_a_bad_body_is_a_problem(client, body):
    answer = client.post(f"{HERE}/searches", body, content_type="application/json")

    assert answer.status_code in {400, 404, 413, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    assert answer.json()["detail"]


@pytest.mark.parametrize(("address", "status"), BAD_ADDRESSES.items())
def test_a_bad_address_is_a_problem(client, address, status):
    answer = client.get(HERE + address)

    assert answer.status_code == status
    assert status == 200 or answer["Content-Type"] == "application/problem+json"


def test_an_unknown_name_is_pointed_at(client):
    answer = client.post(f"{HERE}/searches", SEARCH | {"a/b~c": 1}, content_type="application/json")

    assert answer.json()["errors"] == [
        {"pointer": "/a~1b~0c", "code": "unknown", "detail": "There is nothing of this name here."}
    ]


def test_what_a_search_lacks_is_said_where(client):
    answer = client.post(f"{HERE}/searches", SEARCH | {"query": "-rain"}, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/query"


def test_another_media_type_is_refused(client):
    answer = client.post(f"{HERE}/searches", b"name=a", content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, answer.json()["code"]) == (415, "media_type")


def test_an_answer_in_xml_is_not_to_be_had(client):
    answer = client.get(f"{HERE}/finds", headers={"Accept": "application/xml"})

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("method", ["put", "trace"])
def test_another_method_is_refused_before_anybody_asks_who(method, marlowe):
    answer = getattr(Client(), method)(f"{HERE}/finds")

    assert (answer.status_code, answer.json()["code"]) == (405, "method")
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer x", "Basic YTpi", "Bearer \x80", "Bearer " + "a" * 9000]
)
def test_a_header_that_opens_nothing(header, marlowe):
    answer = Client().get(f"{HERE}/finds", headers={"Authorization": header})

    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")


def test_a_session_needs_its_csrf_token_to_change_anything(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann.user)

    answer = strict.post(f"{HERE}/searches", SEARCH, content_type="application/json")

    assert answer.status_code == 403


def test_a_problem_names_the_request(client):
    answer = client.get(f"{HERE}/finds/7", headers={"X-Request-ID": "from-the-proxy"})

    assert answer["X-Request-ID"] == answer.json()["request_id"] == "from-the-proxy"


def test_an_accident_tells_nothing_about_itself(ann, monkeypatch):
    caller = Client(raise_request_exception=False)
    caller.force_login(ann.user)
    monkeypatch.setattr("apps.api.v1.council.role_table", lambda: 1 / 0)

    answer = caller.get(f"{HERE}/roles")

    assert (answer.status_code, answer.json()["code"]) == (500, "accident")
    assert "division" not in answer.content.decode()
