"""A child process for test_kill.py: imports WARC files or merges an archive, and kills itself on the way.

Usage: python receive_until_killed.py FOLDER STATEMENT import FILE... (or: merge OTHER). It is killed (SIGKILL) before
the SQL statement of that number, counted over both databases; with 0 it ends by itself and writes how many it ran.
"""

import os
import signal
import sys
from pathlib import Path

from pipelines.archive import Archive
from pipelines.importing import import_files
from pipelines.merging import merge


def run(folder, killed_at, command, sources):
    count = 0

    def before_statement(_sql):
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with Archive.open(folder, write=True) as archive:
        archive.db.conn.set_trace_callback(before_statement)
        archive.pages.db.conn.set_trace_callback(before_statement)
        if command == "import":
            import_files(archive, sources, [], processes=1)
        else:
            merge(archive, *sources)
    return count


if __name__ == "__main__":
    sys.stdout.write(str(run(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], [Path(name) for name in sys.argv[4:]])))
