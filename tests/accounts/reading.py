"""What a test reads in letters and pages."""

import re


def code_in(letter):
    return re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{2,4})\s*$", letter.body, re.MULTILINE)[1]


def without_secrets(answer, *words):
    """A page, less its tokens and the words that were typed."""
    page = re.sub(r'(csrfmiddlewaretoken" value|csrf-token" content)="\w+"', "", answer.content.decode())
    for word in words:
        page = page.replace(word, "…")
    return page
