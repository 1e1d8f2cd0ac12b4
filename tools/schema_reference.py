"""Writes docs/schema.md from the archive's own descriptions: python tools/schema_reference.py > docs/schema.md.

It begins with first_queries.md, which tests run.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sqlite_utils import Database

from pipelines.archive import Archive

HEAD = """\
# The schema

Made from `pipelines/archive/descriptions.toml` by `make docs`. An archive is a folder: `archive.db` is what people
query; `pages.db` holds the stored pages; `files/` holds attachments by SHA-256. Times are ISO 8601 text with +07:00,
days are YYYY-MM-DD, codes are text. Count, group and filter by `published_on`, never by SQLite's date functions over
`published_at`: they would move Vietnamese mornings to the day before.
"""


def tables(db: Database, meanings: dict[str, dict[str, str]]) -> Iterator[str]:
    """A section for each described table of the database."""
    for name in [name for name in meanings if name in {*db.table_names(), *db.view_names()}]:
        columns = dict(meanings[name])
        yield f"\n### {name}\n\n{columns.pop('_table')}\n\n| column | type | meaning |\n|---|---|---|\n"
        types = {row[1]: row[2] for row in db.execute("SELECT * FROM pragma_table_xinfo(?)", [name])}
        yield from (f"| `{column}` | {types[column]} | {_cell(meaning)} |\n" for column, meaning in columns.items())


def _cell(text: str) -> str:
    """A bar would end the cell."""
    return text.replace("|", "\\|")


def main() -> None:
    """The tables of both databases of an empty archive."""
    meanings = tomllib.loads((files("pipelines.archive") / "descriptions.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder), write=True) as archive:
        queries = Path(__file__).with_name("first_queries.md").read_text("utf-8")
        sys.stdout.write("".join([HEAD, "\n", queries, "## archive.db\n", *tables(archive.db, meanings)]))
        sys.stdout.write("".join(["\n## pages.db\n", *tables(archive.pages.db, meanings)]))


if __name__ == "__main__":
    main()
