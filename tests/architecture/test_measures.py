"""Small and flat, by number: reference values of the code bases that people hold up."""

import pytest

from tests.architecture.source import ROOT, at_share, files_of, functions_in

CODE = files_of("apps", "config")
TESTS = files_of("tests")


def lengths(paths):
    return [function.length for function in functions_in(paths)]


def test_half_of_all_functions_are_tiny_and_nine_in_ten_are_small():
    assert at_share(lengths(CODE), 0.5) <= 8
    assert at_share(lengths(CODE), 0.9) <= 22


def test_no_function_is_long():
    assert [str(function) for function in functions_in(CODE) if function.length > 40] == []


def test_no_file_is_long():
    lines = {path: len(path.read_text().splitlines()) for path in CODE}

    assert [str(path.relative_to(ROOT)) for path, count in lines.items() if count > 400] == []
    assert at_share(list(lines.values()), 0.9) <= 220


def test_pages_stay_thin():
    pages = [path for path in CODE if "pages" in path.parts or path.parent.name == "v1"]

    assert at_share(lengths(pages), 0.9) <= 20


def test_tests_are_short():
    tests = [function.length for function in functions_in(TESTS) if function.node.name.startswith("test_")]

    assert at_share(tests, 0.5) <= 10


def test_there_is_hardly_a_mock():
    words = sum(
        path.read_text().count("Mock(") + path.read_text().count("monkeypatch.setattr") for path in TESTS
    )
    tests = sum(function.node.name.startswith("test_") for function in functions_in(TESTS))

    assert words / tests <= 0.05


@pytest.mark.parametrize("name", ["utils", "helpers", "signals", "managers", "services", "misc"])
def test_no_drawer_for_odds_and_ends(name):
    assert [str(path) for path in CODE if path.stem == name] == []
