"""What is sealed is opened by our keys and nobody else's, and moves on to a newer key."""

import pytest
from cryptography.fernet import Fernet

from apps.common.sealing import SealBroken, seal, sealed_anew, unseal

SECRET = "https://www.google.com/alerts/feeds/041754/442801"


def test_what_is_sealed_says_nothing_and_opens_again():
    sealed = seal(SECRET)

    assert "google" not in sealed
    assert seal(SECRET) != sealed
    assert unseal(sealed) == SECRET


def test_nothing_stays_nothing():
    assert (seal(""), unseal("")) == ("", "")


@pytest.mark.parametrize("sealed", ["x", "mark1234", "gAAAAA", "é", " "])
def test_what_we_did_not_seal_does_not_open(sealed):
    with pytest.raises(SealBroken) as broken:
        unseal(sealed)
    assert sealed not in str(broken.value)


def test_another_key_does_not_open_it(settings):
    sealed = seal(SECRET)
    settings.GC_FIELD_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(SealBroken):
        unseal(sealed)


def test_a_newer_key_takes_over(settings):
    old, new = settings.GC_FIELD_KEYS[0], Fernet.generate_key().decode()
    sealed = seal(SECRET)
    settings.GC_FIELD_KEYS = [new, old]
    anew = sealed_anew(sealed)
    settings.GC_FIELD_KEYS = [new]

    assert unseal(anew) == SECRET
    with pytest.raises(SealBroken):
        unseal(sealed)
