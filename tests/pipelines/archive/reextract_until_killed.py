"""A child process for test_reextract.py: re-extracts an archive, and kills itself before the write of a number.

Usage: python reextract_until_killed.py FOLDER WRITE PROCESSES. It prints the ids of the processes that read for it;
with 0 for WRITE it ends by itself and prints how many writes there were.
"""

import os
import signal
import sys
from pathlib import Path

from pipelines import workers
from pipelines.archive import Archive
from pipelines.reextract import reextract


def is_write(sql):
    """Which process reads a page is left to chance, what is written is not."""
    return not sql.lstrip().upper().startswith(("SELECT", "WITH", "--"))


def main(folder, killed_at, processes):
    count = 0

    def before_statement(sql):
        nonlocal count
        count += is_write(sql)
        if count == killed_at > 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def pool(*arguments):
        made = original(*arguments)
        made.submit(os.getpid).result()
        sys.stdout.write(" ".join(map(str, made._processes)))
        sys.stdout.flush()
        return made

    original, workers._pool, workers._BATCH, workers._TOGETHER = workers._pool, pool, 2, 2
    with Archive.open(folder, write=True) as archive:
        archive.db.conn.set_trace_callback(before_statement)
        reextract(archive, processes=processes)
    sys.stdout.write(str(count))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
