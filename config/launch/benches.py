"""``./dev bench NAME``: the tables of docs/performance.md, each printed by a script in tests/benchmarks."""

import os
import subprocess
import sys
from collections.abc import Sequence

from config.launch.checkout import Checkout
from config.launch.throwaway import test_server

DATABASE = "gc_bench"


def benches(checkout: Checkout) -> list[str]:
    """Those that say at their end how they are run."""
    scripts = sorted((checkout.root / "tests" / "benchmarks").glob("*.py"))
    return [script.stem for script in scripts if '__name__ == "__main__"' in script.read_text()]


def run_bench(checkout: Checkout, name: str, words: Sequence[str]) -> int:
    """One of them on a server of its own, which writes as safely as production's."""
    os.environ["GC_TEST_FSYNC"] = "1"
    with test_server(checkout) as server:
        server.clone(DATABASE)
        environment = {
            **server.urls(DATABASE),
            "GC_BENCH_ADMIN_URL": server.admin_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONHASHSEED": "0",
        }
        script = [sys.executable, "-m", f"tests.benchmarks.{name}", *words]
        ran = subprocess.run(script, cwd=checkout.root, env={**os.environ, **environment}, check=False)
    return ran.returncode
