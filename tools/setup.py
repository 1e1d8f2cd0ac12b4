"""Sets up the environment that `make` uses: congtin in editable form with the extras that are asked for.

Usage: python3 tools/setup.py FOLDER [EXTRA]. Needs nothing but Python and pip.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLDEST = (3, 11)


def main(folder: Path, *extras: str) -> None:
    """Make the environment unless it is there, then bring it up to date."""
    if sys.version_info < OLDEST:
        sys.exit(f"congtin needs Python 3.11 or newer, not {sys.version.split()[0]}; try: make PYTHON=python3.12 ...")
    python = folder / "bin" / "python"
    if not works(python):
        make_environment(folder)
    # The resolver of pip 23.2 fails on packages that ask for one another's extras twice.
    pip(python, "install", "--quiet", "--upgrade", "pip>=24")
    wanted = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    pip(python, "install", "--quiet", "--editable", wanted)


def works(python: Path) -> bool:
    """Whether an environment is there and its interpreter still starts."""
    return python.exists() and subprocess.run([python, "-c", ""], check=False).returncode == 0


def make_environment(folder: Path) -> None:
    """A new environment; Debian without python3-venv has no ensurepip, there it starts without a pip of its own."""
    without_pip = [] if find_spec("ensurepip") else ["--without-pip"]
    run(sys.executable, "-m", "venv", "--clear", *without_pip, folder)


def pip(python: Path, *arguments: str) -> None:
    """Run the environment's own pip, or else this Python's pip on the environment."""
    own = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0
    run(*([python, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", python]), *arguments)


def run(*command: str | Path) -> None:
    """Run a command and end with its exit code when it fails; it has said why."""
    code = subprocess.run(command, check=False).returncode
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
