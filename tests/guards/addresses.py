"""Every address that the configuration knows, by name."""

from dataclasses import dataclass

from django.urls import get_resolver, reverse

KNOWN = {"slug", "org"}


@dataclass(frozen=True)
class Address:
    """``name`` with its namespace, ``parameters`` in the order of the address."""

    name: str
    parameters: tuple
    pattern: str

    @property
    def is_of_a_council(self):
        return self.pattern.startswith(("o/<slug:slug>", "api/v1/organisations/<slug:org>"))

    @property
    def ids(self):
        return tuple(name for name in self.parameters if name not in KNOWN)

    def to(self, **values):
        return reverse(self.name, kwargs=values)


def addresses():
    """All of them, in order."""
    return list(walk(get_resolver(), "", "", ()))


def walk(resolver, namespace, before, parameters):
    for one in resolver.url_patterns:
        whole, named = before + str(one.pattern), (*parameters, *one.pattern.converters, *groups_of(one))
        if hasattr(one, "url_patterns"):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from walk(one, inner, whole, named)
        else:
            yield Address(namespace + (one.name or whole), tuple(dict.fromkeys(named)), whole)


def groups_of(one):
    regex = one.pattern.regex
    return tuple(name for name in regex.groupindex if name not in one.pattern.converters)
