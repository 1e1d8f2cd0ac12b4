"""The lock of an archive: `flock` on a file in it, so that a killed process cannot leave it behind.

Every writing command takes it; readers never do.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path
from types import TracebackType

from pipelines.archive.errors import LockHeld


class Lock:
    """Held from its making until `release`. The file says who holds it, for the message to others."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = self._holder()
            self._file.close()
            raise LockHeld(f"{folder} is being written by {holder}. Wait until it ends, or stop it.") from error
        self._file.truncate(0)
        self._file.write(f"{os.getpid()}\t{' '.join(sys.argv)}\n")
        self._file.flush()

    def _holder(self) -> str:
        self._file.seek(0)
        pid, _, command = self._file.read().strip().partition("\t")
        return f"process {pid} ({command})" if pid else "another process"

    def release(self) -> None:
        """Let others write."""
        self._file.close()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
