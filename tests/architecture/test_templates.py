"""Templates show; they neither ask the database nor trust what was found."""

import re

import pytest

from tests.architecture.source import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    r"\.objects|_set\.all": "a question belongs into a queryset",
    r"\|\s*safe\b|autoescape\s+off|mark_safe": "what was found is never markup",
    r"\sstyle\s*=": "the content security policy refuses inline styles",
    r"<script(?![^>]*\bsrc=)[^>]*>": "the content security policy refuses inline scripts",
    r"\son[a-z]+\s*=\s*[\"']": "the content security policy refuses inline handlers",
    r"https?://(?!(www\.)?(w3\.org|ico\.org\.uk))[a-z]": "nothing comes from elsewhere",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_only_shows(template):
    text = template.read_text()

    assert {why for pattern, why in FORBIDDEN.items() if re.search(pattern, text)} == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_is_short(template):
    assert len(template.read_text().splitlines()) <= 120
