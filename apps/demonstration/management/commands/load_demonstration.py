"""Fill an empty product with two invented councils and the week that they had."""

import json
import time
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.common.clock import now
from apps.demonstration.loading import load
from apps.demonstration.week import Opening
from apps.demonstration.welcome import write_welcome

PATIENCE_SECONDS = 10


class Command(BaseCommand):
    help = "Load the demonstration. A second time changes nothing that people did."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="where the neighbourhood is")

    def handle(self, *_: Any, **options: Any) -> None:
        if not settings.GC_DEMONSTRATION:
            raise CommandError("This is not a demonstration: GC_DEMONSTRATION is off.")
        var, at = Path(settings.VAR), now()
        opening = wait_for_opening(var / "neighbourhood.json")
        loaded = load(opening, base=f"http://localhost:{options['port']}", at=max(at, opening.at))
        write_welcome(var / "welcome.json", loaded[0], at=at)


def wait_for_opening(file: Path) -> Opening:
    """When the neighbourhood opened, as it wrote down as it started. Raises CommandError if it never does."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            return Opening(datetime.fromisoformat(told["opened"]), told["seed"], told["every"])
        except (OSError, ValueError, KeyError):
            time.sleep(0.1)
    raise CommandError(f"The neighbourhood is not open: it writes down in {file} when it opened.")
