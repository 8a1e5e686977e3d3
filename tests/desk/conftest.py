"""Browsers in which people of the cast are signed in."""

import pytest
from django.test import Client


def browser_of(person):
    browser = Client()
    browser.force_login(person.user)
    return browser


@pytest.fixture
def anns(ann):
    return browser_of(ann)


@pytest.fixture
def bobs(bob):
    return browser_of(bob)


@pytest.fixture
def reas(rea):
    return browser_of(rea)


@pytest.fixture
def eves(eve):
    return browser_of(eve)
