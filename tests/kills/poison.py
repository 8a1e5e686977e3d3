"""Work that kills whoever does it; for a worker that a test starts."""

import os

from apps.work.handlers import handles


@handles("test.exit")
def leave(_claim):
    os._exit(1)


@handles("test.memory")
def ask_too_much(_claim):
    raise MemoryError
