"""Every sentence that people read goes through gettext: Welsh comes."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, files_of

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.name != "styleguide.html")
TRANSLATED = re.compile(r"{%\s*blocktrans.*?{%\s*endblocktrans\w*\s*%}", re.DOTALL)
ATTRIBUTES = re.compile(r"{%\s*block body_attributes\s*%}.*?{%\s*endblock\s*%}", re.DOTALL)
UNREAD = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->|<(script|style)\b.*?</\1>|{%.*?%}|{{.*?}}", re.DOTALL
)
READ_ATTRIBUTE = re.compile(r"\s(?:alt|title|aria-label|placeholder)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
# Names are the same in every language; keys are what stands on the keyboard.
NAMES = {"Good", "Company", "Enter", "Ctrl", "Esc", "Space", "Tab", "RSS", "API", "OpenAPI", "curl", "gck"}


def bare_words(text):
    text = UNREAD.sub(" ", TRANSLATED.sub(" ", ATTRIBUTES.sub(" ", text)))
    spoken = " ".join([*READ_ATTRIBUTE.findall(text), TAG.sub(" ", text)])
    return [word for word in WORD.findall(re.sub(r"&\w+;", " ", spoken)) if word not in NAMES]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_has_no_bare_words(template):
    assert bare_words(template.read_text()) == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<img alt="A cat">{% translate "Fine" %}', ["cat"]),
        ("{% blocktranslate %}Fine{% endblocktranslate %}<b>7</b>", []),
    ],
)
def test_the_guard_sees_what_is_bare(text, bare):
    assert bare_words(text) == bare


SPOKEN = {
    "success",
    "error",
    "info",
    "warning",
    "offer_undo",
    "add_error",
    "Invalid",
    "NotThere",
    "Conflict",
    "Refusal",
}


def bare_sentences(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            receiver = ast.unparse(node.func)
            if name in SPOKEN and not receiver.startswith(("log.", "logger.", "self.stdout")):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and " " in str(argument.value):
                        yield f"{path.relative_to(ROOT)}:{node.lineno} {argument.value!r}"


def test_no_message_or_refusal_is_bare():
    assert [found for path in files_of("apps") for found in bare_sentences(path)] == []
