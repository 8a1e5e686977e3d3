"""``./dev fuzz``: atheris looks for a search or a text that breaks a law, led by the lines that it reaches."""

import os
import sys

import atheris
import psycopg

with atheris.instrument_imports(include=["apps.searches.language", "apps.searches.matching"]):
    from apps.searches.language.tokens import Text
    from tests.fuzz.laws import agree, read

from tests.searches.language.generated import PIECES

GRAMMAR = [
    *(" ", " ", " ", "(", ")", '"', "-", "*", "#", "@", ":", "'", "|", "“", "–"),
    *(
        " OR ",
        " AND ",
        " NOT ",
        " NEAR/3 ",
        " NEAR ",
        " NEAR/12 ",
        "near:",
        "source:",
        "search:",
        "pack:jobs",
        "cy:",
    ),
    *(
        "has:link",
        "has:question",
        "lang:cy",
        "site:example.org",
        "from:janesmith",
        "since:2026-05-31",
        "until:2026-06-02",
    ),
    *("near:Crawley", "near:park", "near:north", "pack:elsewhere", "pack:property", "search:x", "source:x"),
]
SAID = [*PIECES, *(" ", " ", "?", "。", "bs352ab", "BS35 2AB", "nghaerdydd", "ysgol", "https://a.org/?x=1")]


def written(data, pieces):
    parts = []
    for _ in range(data.ConsumeIntInRange(0, 24)):
        choice = data.ConsumeIntInRange(0, 5)
        if choice == 0:
            parts.append(data.ConsumeUnicode(6))
        else:
            parts.append(pieces[data.ConsumeIntInRange(0, len(pieces) - 1)])
        if choice > 2:
            parts.append(" ")
    return "".join(parts)


def main():
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)

    def postgres_says(vector, query):
        answer = connection.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, query], prepare=True)
        return answer.fetchone()[0]

    def once(data):
        provider = atheris.FuzzedDataProvider(data)
        tree = read(written(provider, [*GRAMMAR, *PIECES]))
        text = Text(
            title=written(provider, SAID)[:200],
            body=written(provider, SAID),
            author="Jane Smith",
            url="https://blog.example.org/x",
            language="cy",
            source="0a1b",
        )
        if tree:
            agree(tree, text, postgres_says)

    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
