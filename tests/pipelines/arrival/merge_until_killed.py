"""A child process for test_kill.py: merges an archive into another, and kills itself on the way.

Usage: python merge_until_killed.py FOLDER STATEMENT OTHER. It is killed (SIGKILL) before the SQL statement of that
number, counted over both databases; with 0 it ends by itself and writes how many statements it ran.
"""

import os
import signal
import sys
from pathlib import Path

from pipelines.archive import Archive
from pipelines.merging import merge


def run(folder, killed_at, other):
    count = 0

    def before_statement(_sql):
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with Archive.open(folder, write=True) as archive:
        archive.db.conn.set_trace_callback(before_statement)
        archive.pages.db.conn.set_trace_callback(before_statement)
        merge(archive, other)
    return count


if __name__ == "__main__":
    sys.stdout.write(str(run(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
