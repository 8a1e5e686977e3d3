"""One function for each command of ./dev. Each takes the words after its name and returns the exit code."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from config.launch import supervisor
from config.launch.backup import back_up, restore_from
from config.launch.benches import benches, run_bench
from config.launch.binaries import BUNDLE, find_binaries, is_in_use
from config.launch.broker import ensure_broker
from config.launch.checkout import LASTING, ROLES, Checkout, NeedsAttention, this_checkout
from config.launch.checks import run_checks
from config.launch.children import end_orphans
from config.launch.database import answering, base, our_cluster
from config.launch.environment import BROKER_DATABASE, DATABASE
from config.launch.fuzz import run_fuzz
from config.launch.lock import Held, hold, holder
from config.launch.postgres import server_folder
from config.launch.roles import (
    administrator,
    broker_dsn_of,
    ensure_broker_database,
    ensure_database,
    ensure_roles,
    url_of,
)
from config.launch.suite import run_suite
from config.launch.throwaway import ALIASES

STOP_SECONDS = 60
ADDRESSES = {role: name for name, role in ALIASES.items()}


def up(words: list[str]) -> int:
    asked = _parser("up")
    asked.add_argument("--port", type=int, help="instead of the first free one from 8000")
    return supervisor.up(this_checkout(), asked.parse_args(words).port)


def test(words: list[str]) -> int:
    asked = _parser("test")
    asked.add_argument("--long", action="store_true", help="also the tests marked long")
    asked.add_argument(
        "--install-browser", action="store_true", help="as root: installs Chromium with apt-get"
    )
    known, rest = asked.parse_known_args(words)
    return run_suite(this_checkout(), long=known.long, install_browser=known.install_browser, words=rest)


def check(words: list[str]) -> int:
    _parser("check").parse_args(words)
    return run_checks(this_checkout())


def fuzz(words: list[str]) -> int:
    asked = _parser("fuzz")
    asked.add_argument("--minutes", type=float, default=10, help="how long to look")
    return run_fuzz(this_checkout(), asked.parse_args(words).minutes)


def bench(words: list[str]) -> int:
    asked, checkout = _parser("bench"), this_checkout()
    asked.add_argument("name", choices=benches(checkout))
    known, rest = asked.parse_known_args(words)
    return run_bench(checkout, known.name, rest)


def stop(words: list[str]) -> int:
    _parser("stop").parse_args(words)
    print("stopped" if _stop(this_checkout()) else "It was not running.")
    return 0


def reset(words: list[str]) -> int:
    asked = _parser("reset")
    asked.add_argument("--all", action="store_true", help="also what lies outside the checkout")
    asked.add_argument("--yes", action="store_true", help="do not ask")
    known, checkout = asked.parse_args(words), this_checkout()
    paths = [path for path in _made(checkout, everything=known.all) if path.exists()]
    if not paths:
        print("There is nothing to forget.")
        return 0
    if not known.yes and not _agreed(paths):
        print("Nothing was removed.")
        return 1
    _stop(checkout)
    with hold(checkout.var, "reset"):
        for path in paths:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    print("Forgotten. ./dev up begins anew.")
    return 0


def shell(words: list[str]) -> int:
    return manage(["shell", *words])


def manage(words: list[str]) -> int:
    checkout = this_checkout()
    with answering(checkout, f"manage {' '.join(words[:1])}", _aside) as environment:
        return _run([sys.executable, "manage.py", *words], environment)


def psql(words: list[str]) -> int:
    role = words[0] if words and words[0] in ADDRESSES else "gc_app"
    rest = words[1:] if words and words[0] == role else words
    with answering(this_checkout(), "psql", _aside) as environment:
        return _run([_psql(), environment[ADDRESSES[role]], *rest], {})


def backup(words: list[str]) -> int:
    asked = _parser("backup")
    asked.add_argument("file", type=Path)
    asked.add_argument("--admin-url", help="of a superuser, for a server of yours")
    known, checkout = asked.parse_args(words), this_checkout()
    with answering(checkout, "backup", _aside) as environment:
        back_up(_admin_url(checkout, known.admin_url), _database(environment), known.file)
    print(f"{known.file} holds what people wrote: keep it as safe as the database.")
    return 0


def restore(words: list[str]) -> int:
    asked = _parser("restore")
    asked.add_argument("file", type=Path)
    asked.add_argument("--admin-url", help="of a superuser, for a server of yours")
    known, checkout = asked.parse_args(words), this_checkout()
    running = holder(checkout.var)
    if running is not None:
        raise Held(running)
    with answering(checkout, "restore", _aside) as environment:
        admin_url = _admin_url(checkout, known.admin_url)
        print(
            "\n".join(restore_from(checkout.root, admin_url, _database(environment), known.file, environment))
        )
    return 0


def _admin_url(checkout: Checkout, given: str | None) -> str:
    found = given or base(checkout).stores.admin
    if not found:
        raise NeedsAttention("Only an administrator of the server can do this. Say whom: --admin-url ...")
    return found


def _database(environment: dict[str, str]) -> str:
    return urlsplit(environment["DATABASE_URL"]).path.lstrip("/")


def roles(words: list[str]) -> int:
    """For operators, on any server: makes what is missing and prints the addresses of the roles it made.

    GC_OWNER_PASSWORD and its like name passwords; the others are made up. GC_ADMIN_URL stands for --admin-url.
    """
    asked = _parser("roles")
    asked.add_argument(
        "--admin-url", default=os.environ.get("GC_ADMIN_URL"), help="of a superuser, or its like"
    )
    asked.add_argument("--new-passwords", action="store_true", help="also for roles that exist")
    asked.add_argument("--no-broker", action="store_true", help="no database for pgmq")
    known, given = asked.parse_args(words), _given_passwords()
    admin_url = _admin_url(this_checkout(), known.admin_url)
    with administrator(admin_url) as admin:
        present = {str(row[0]) for row in admin.execute("SELECT rolname FROM pg_roles")}
        made = {role: _password() for role in ROLES if known.new_passwords or role not in present} | given
        done = ensure_roles(admin, made) + ensure_database(admin, DATABASE)
        done += [] if known.no_broker else ensure_broker_database(admin, BROKER_DATABASE)
    if "gc_broker" in made and not known.no_broker:
        ensure_broker(broker_dsn_of(admin_url, made["gc_broker"], BROKER_DATABASE))
    print("\n".join(done) or "Everything was there already.", file=sys.stderr)
    for role in made.keys() - given.keys():
        print(_setting(admin_url, role, made[role]))
    return 0


def _given_passwords() -> dict[str, str]:
    named = {role: os.environ.get(f"{role.upper()}_PASSWORD", "") for role in ROLES}
    return {role: password for role, password in named.items() if password}


def _setting(admin_url: str, role: str, password: str) -> str:
    if role == "gc_broker":
        return f"GC_BROKER_DSN={broker_dsn_of(admin_url, password, BROKER_DATABASE)}"
    return f"{ADDRESSES[role]}={url_of(admin_url, role, password, DATABASE)}"


def _password() -> str:
    return os.urandom(24).hex()


def _stop(checkout: Checkout) -> bool:
    """Ends ``up`` and everything that a killed one left. True if there was something."""
    found = holder(checkout.var)
    if found is not None and found.pid:
        os.kill(found.pid, signal.SIGTERM)
    end = time.monotonic() + STOP_SECONDS
    while holder(checkout.var) is not None:
        if time.monotonic() > end:
            raise NeedsAttention(
                f"Process {found.pid if found else '?'} does not end. Its own lines say why."
            )
        time.sleep(0.1)
    left = end_orphans(checkout.key)
    cluster = our_cluster(checkout)
    serving = cluster.data.exists() and cluster.leftover() is not None
    if serving:
        cluster.stop_leftover()
    return found is not None or bool(left) or serving


def _made(checkout: Checkout, *, everything: bool) -> list[Path]:
    folder, var = server_folder(checkout), checkout.var
    if not everything:
        kept = {"secret.json", "ports.json", "up.lock", "test-pg"}
        return [folder / "pg", checkout.sockets, *(path for path in var.glob("*") if path.name not in kept)]
    outside = [] if folder == var else [folder]
    copies = [path for path in LASTING.glob("goodcompany-pg*") if _may_go(path)]
    inside = [path for path in var.glob("*") if path.name != "up.lock"]
    return [*inside, *outside, checkout.sockets, *copies]


def _may_go(copy: Path) -> bool:
    """A copy of PostgreSQL's programs is shared; it stays while another checkout's server runs from it."""
    return copy.stat().st_uid == os.getuid() and not is_in_use(copy)


def _agreed(paths: list[Path]) -> bool:
    print("This removes:\n" + "\n".join(f"  {path}" for path in sorted(set(paths))))
    if not sys.stdin.isatty():
        raise NeedsAttention("There is nobody to ask. Add --yes if you mean it.")
    return input("Remove it? [y/N] ").strip().lower() in {"y", "yes"}


def _psql() -> str:
    """A psql on the PATH reads line editing best; the bundled one is always there."""
    on_path = shutil.which("psql")
    return on_path if on_path and BUNDLE not in on_path else find_binaries().program("psql")


def _run(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(arguments, env={**os.environ, **environment}, check=False).returncode


def _aside(text: str) -> None:
    print(text, file=sys.stderr)


def _parser(name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"./dev {name}")
