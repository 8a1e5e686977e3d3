"""``./dev test``: the checks, then every test, then each part's time."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace

from config.launch.assets import ensure_assets
from config.launch.checkout import Checkout
from config.launch.checks import checks
from config.launch.parts import SKIPPED, Outcome, all_well, show_part, table

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WORKERS = 2
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


def run_suite(checkout: Checkout, *, long: bool, install_browser: bool, words: list[str]) -> int:
    """Words for pytest choose some tests; then the checks are left out."""
    if said := ensure_assets(checkout.root):
        print(said)
    outcomes = [_browser(allowed=install_browser or os.environ.get("CI") == "1")]
    if not words:
        for outcome in checks(checkout):
            print(f"  {outcome.name}: {outcome.verdict} ({outcome.seconds:.1f} s)", flush=True)
            outcomes.append(outcome)
    sys.stdout.flush()
    ran = show_part("tests", _pytest(long=long, words=words), checkout.root, SETTINGS)
    outcomes.append(replace(ran, remark=""))
    print("\n" + table(outcomes) + "\n\n" + ran.remark)
    return 0 if all_well(outcomes) else 1


def find_browser() -> str | None:
    """The path of a Chromium, or None."""
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path), None)


def _browser(*, allowed: bool) -> Outcome:
    found = find_browser()
    if found is None and allowed and os.getuid() == 0 and shutil.which("apt-get"):
        _install()
        found = find_browser()
    if found:
        return Outcome("browser", "ok", 0, found)
    remark = "no Chromium: tests in a browser are left out (./dev test --install-browser as root gets one)"
    return Outcome("browser", SKIPPED, 0, remark)


def _install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *words], env=quiet, check=False)


def _pytest(*, long: bool, words: list[str]) -> list[str]:
    chosen = [] if long else ["-m", "not long"]
    spread = [] if any(word.startswith("-n") for word in words) else ["-n", str(WORKERS)]
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    return [sys.executable, "-m", "pytest", *colour, *spread, *chosen, *words]
