"""A PostgreSQL of our own: no port, a socket that only its owner reaches, and a clean end.

The administrator enters by being the same user of the operating system; every role enters by password.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from config.launch.binaries import Binaries, enterable_by_nobody, nobody
from config.launch.checkout import LASTING, Checkout, NeedsAttention, account

ADMIN = "gc_admin"
LONGEST_SOCKET = 99
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def dies_with_parent(by: int) -> Callable[[], None]:
    """For preexec_fn: the kernel sends ``by`` to the child when this process ends, however it ends."""
    parent = os.getpid()

    def tether() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, by)
            if os.getppid() != parent:
                os._exit(1)

    return tether


def address(role: str, password: str, database: str, sockets: Path) -> str:
    secret = f":{quote(password)}" if password else ""
    return f"postgresql://{role}{secret}@/{database}?host={quote(str(sockets))}"


@dataclass(frozen=True)
class Cluster:
    """``data`` and ``sockets`` are this cluster's own folders; ``options`` are lines of postgresql.conf."""

    binaries: Binaries
    data: Path
    sockets: Path
    options: Mapping[str, str] = field(default_factory=dict)

    def admin_url(self, database: str = "postgres") -> str:
        return address(ADMIN, "", database, self.sockets)

    def prepare(self) -> None:
        """Makes the data folder the first time; always makes it ready to start, after any kind of end."""
        if len(str(self.sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET:
            raise NeedsAttention(f"The path {self.sockets} is too long for a socket.")
        own(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._refuse_other_version()
        self._write_access()
        self.stop_leftover()

    def start(
        self, output: IO[bytes] | int, *, on_parent_death: int = signal.SIGINT
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self.binaries.program("postgres"), "-D", str(self.data), *self._options()],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=dies_with_parent(on_parent_death),
            process_group=0,
            **_as_nobody(),
        )

    def wait_ready(self, process: subprocess.Popen[bytes], *, seconds: float = 30) -> None:
        """Raises NeedsAttention when the server ends or does not answer in time."""
        end = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < end:
            if self._says_ready(process.pid):
                return
            time.sleep(0.03)
        raise NeedsAttention(f"PostgreSQL in {self.data} did not start; its own lines above say why.")

    def _says_ready(self, pid: int) -> bool:
        """Its own file says so in the eighth line, without a connection that it would complain about."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def leftover(self) -> int | None:
        """The process that still serves this data folder, from an earlier start that nobody stopped."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return None
        return pid if _serves(pid, self.data) else None

    def stop_leftover(self) -> None:
        """Ends an orphan, and removes the marks of one that is gone (its number may belong to another now)."""
        pid = self.leftover()
        if pid is not None:
            _end(pid, lambda: self.leftover() is None)
        for mark in [self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")]:
            mark.unlink(missing_ok=True)

    def remove(self) -> None:
        self.stop_leftover()
        for folder in (self.data, self.sockets):
            shutil.rmtree(folder, ignore_errors=True)

    def _make(self) -> None:
        draft = self.data.with_name(f"{self.data.name}.making")
        shutil.rmtree(draft, ignore_errors=True)
        own(draft)
        made = subprocess.run(
            [
                *[self.binaries.program("initdb"), "--pgdata", str(draft), "--username", ADMIN],
                *["--auth-local=peer", "--auth-host=reject", "--encoding=UTF8", "--no-instructions"],
                *self.binaries.locale,
                *(["--no-sync"] if self.options.get("fsync") == "off" else []),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **_as_nobody(),
        )
        if made.returncode:
            raise NeedsAttention(f"initdb could not make {draft}:\n{made.stdout}")
        shutil.rmtree(self.data, ignore_errors=True)
        draft.rename(self.data)

    def _refuse_other_version(self) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(self.binaries.version):
            raise NeedsAttention(
                f"{self.data} was made by PostgreSQL {version}; {self.binaries.version} is here now.\n"
                "Keep the rows with pg_dump of the older one, or start afresh with ./dev reset."
            )

    def _write_access(self) -> None:
        lines = [f"local all {ADMIN} peer map=launcher", "local all all scram-sha-256"]
        (self.data / "pg_hba.conf").write_text("\n".join(lines) + "\n")
        (self.data / "pg_ident.conf").write_text(f'launcher "{account().pw_name}" {ADMIN}\n')

    def _options(self) -> list[str]:
        wanted = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            **self.options,
        }
        return [argument for name, value in wanted.items() for argument in ("-c", f"{name}={value}")]


def server_folder(checkout: Checkout) -> Path:
    """Where servers keep their data: var, or a folder of /var/tmp where nobody may not enter root's checkout."""
    checkout.var.mkdir(exist_ok=True)
    if os.getuid() != 0 or enterable_by_nobody(checkout.var):
        return checkout.var
    outside = LASTING / f"goodcompany-{os.getuid()}-{checkout.key}"
    own(outside)
    return outside


def own(folder: Path) -> None:
    """Makes a folder that only the server's user enters; refuses one that somebody else made before us."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid not in {os.getuid(), _server_uid()}:
        raise NeedsAttention(f"{folder} belongs to somebody else. Look who made it, and remove it.")
    os.chown(folder, _server_uid(), -1)
    folder.chmod(0o700)


def _server_uid() -> int:
    return nobody().pw_uid if os.getuid() == 0 else os.getuid()


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root starts it as nobody, from a folder that nobody may read."""
    if os.getuid() != 0:
        return {}
    who = nobody()
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": [], "cwd": "/"}


def _serves(pid: int, data: Path) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    if command.exists():
        words = [word.decode(errors="replace") for word in command.read_bytes().split(b"\0")]
    else:
        asked = subprocess.run(
            ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        words = asked.stdout.split()
    return bool(words) and Path(words[0]).name.startswith("postgres") and str(data) in words


def _end(pid: int, is_over: Callable[[], bool]) -> None:
    for with_signal, seconds in ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, with_signal)
        except ProcessLookupError:
            return
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_over():
                return
            time.sleep(0.05)
