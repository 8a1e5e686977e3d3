"""``./dev fuzz``: searches and texts that nobody thought of, until the minutes are over or a law is broken."""

import importlib.util
import os
import subprocess
import sys

from config.launch.checkout import Checkout, NeedsAttention
from config.launch.throwaway import test_server

DATABASE = "gc_fuzz"
# Longer than any search or text may take, and more than any may fill.
SECONDS_EACH, MEGABYTES = 60, 2_048


def run_fuzz(checkout: Checkout, minutes: float) -> int:
    """The exit code of atheris: 0 when nothing was found."""
    _install(checkout)
    corpus = checkout.var / "fuzz"
    corpus.mkdir(parents=True, exist_ok=True)
    limits = [
        f"-max_total_time={int(minutes * 60)}",
        f"-timeout={SECONDS_EACH}",
        f"-rss_limit_mb={MEGABYTES}",
    ]
    with test_server(checkout) as server:
        server.clone(DATABASE)
        environment = {**server.urls(DATABASE), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        script = [
            sys.executable,
            "-m",
            "tests.fuzz.coverage_guided",
            *limits,
            "-max_len=2048",
            "-len_control=0",
        ]
        places = [f"-artifact_prefix={corpus}/broken-", str(corpus)]
        ran = subprocess.run(
            [*script, *places], cwd=checkout.root, env={**os.environ, **environment}, check=False
        )
    return ran.returncode


def _install(checkout: Checkout) -> None:
    """Apart from the other requirements, because atheris is made for Linux and some Pythons only."""
    if importlib.util.find_spec("atheris"):
        return
    listed = str(checkout.root / "requirements" / "fuzz.txt")
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes", "-r", listed]
    if subprocess.run(uv, check=False).returncode:
        raise NeedsAttention("atheris could not be installed: it is made for Linux and Python 3.11 to 3.13.")
