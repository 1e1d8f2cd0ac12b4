"""A child process for test_reextract.py: re-extracts an archive, and kills itself before the SQL statement of a number.

Usage: python reextract_until_killed.py FOLDER STATEMENT. It writes the process ids of its workers first.
"""

import os
import signal
import sys
from pathlib import Path

from pipelines import reextract as module
from pipelines.archive import Archive


def main(folder, killed_at):
    count = 0

    def before_statement(_sql):
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def pool(*arguments):
        made = original(*arguments)
        made.submit(os.getpid).result()
        sys.stdout.write(" ".join(map(str, made._processes)))
        sys.stdout.flush()
        return made

    original, module._pool, module._BATCH = module._pool, pool, 2
    with Archive.open(folder, write=True) as archive:
        archive.db.conn.set_trace_callback(before_statement)
        module.reextract(archive, processes=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
