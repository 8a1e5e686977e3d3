"""The code base as the guards read it."""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Function:
    """A function with its place and its length in lines, decorators not counted."""

    path: Path
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def length(self):
        return self.node.end_lineno - self.node.lineno + 1

    def __str__(self):
        return f"{self.path.relative_to(ROOT)}:{self.node.lineno} {self.node.name} ({self.length})"


def files_of(*folders):
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


def functions_in(paths):
    return [
        Function(path, node)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def at_share(values, share):
    """The value below which this share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
