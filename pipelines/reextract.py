"""All stored pages through today's extractor, with what their portals' pages repeat learned anew. Fetches nothing.

States that were read as today are passed over, so that the work goes on where it was interrupted. Pages on which no
article was found are read again as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from pipelines.archive import Archive
from pipelines.archive.errors import explained
from pipelines.archive.rewriting import stale_states
from pipelines.archive.versions import extractor
from pipelines.duplicates import update_duplicates
from pipelines.renewal import Renewed, Task, bare_pages, renew
from pipelines.templates import learn_all, learn_first


def reextract(archive: Archive, *, processes: int, on_pages: Callable[[int], None] | None = None) -> Renewed:
    """Bring every article and every version of it to what today's extractor reads."""
    with explained(archive.folder):
        done = Renewed(templates=learn_first(archive))
        tasks: Iterator[Task] = chain(stale_states(archive.db, extractor()), bare_pages(archive))
        renew(archive, tasks, done, processes=processes, on_pages=on_pages)
        learn_all(archive, done, processes=processes, on_pages=on_pages)
        update_duplicates(archive.db)
    return done
