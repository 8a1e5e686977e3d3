"""The commands of ./dev."""

import os
import sys
from collections.abc import Callable, Sequence

from config.launch import commands
from config.launch.checkout import NeedsAttention, this_checkout

WORDS = """\
  ./dev up [--port N]                 everything, on one address that it prints; Ctrl-C ends it
  ./dev test [--long] [pytest args]   the checks, then all tests
  ./dev check                         format, lint, types, imports, templates, migrations
  ./dev bench NAME [--help]           matching, pipeline, lists: tables of docs/performance.md
  ./dev fuzz [--minutes 10]           looks for a search or a text that the language answers wrongly
  ./dev stop                          ends ./dev up
  ./dev reset [--all] [--yes]         forgets the database; --all also what lies outside the checkout
  ./dev shell                         a Python shell with the models
  ./dev manage ...                    any command of Django
  ./dev backup FILE                   what the database holds, in one file
  ./dev restore FILE                  puts a backup in its place, and forgets again what was forgotten since
  ./dev psql [role]                   the database, as gc_app, gc_owner or gc_match

DATABASE_URL and CELERY_BROKER_URL take a server and a broker of yours. docs/operating.md says more.
"""


def main(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else "help"
    run = COMMANDS.get(name)
    if run is None:
        asked_for_help = name in {"help", "-h", "--help"}
        print(
            "Good Company on your own machine\n\n" + WORDS, file=sys.stdout if asked_for_help else sys.stderr
        )
        return 0 if asked_for_help else 2
    os.chdir(this_checkout().root)
    try:
        return run(list(arguments[1:]))
    except NeedsAttention as trouble:
        print(f"\n{trouble}", file=sys.stderr)
    except PermissionError as trouble:
        print(f"\n{trouble.filename} belongs to another user of this machine.", file=sys.stderr)
        print("Run ./dev as that user, or remove it: it was made by ./dev.", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "up": commands.up,
    "test": commands.test,
    "check": commands.check,
    "bench": commands.bench,
    "fuzz": commands.fuzz,
    "stop": commands.stop,
    "reset": commands.reset,
    "shell": commands.shell,
    "manage": commands.manage,
    "backup": commands.backup,
    "restore": commands.restore,
    "psql": commands.psql,
    "roles": commands.roles,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
