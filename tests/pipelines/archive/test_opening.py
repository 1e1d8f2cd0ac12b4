"""Opening an archive: made where there is none, locked for one writer, migrated, refused when it cannot be used."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.archive import Archive, ArchiveMissing, DiskFull, LockHeld, SchemaTooNew, Unwritable, migrate
from pipelines.archive.databases import open_for_writing
from pipelines.archive.errors import explained
from pipelines.archive.migrate import steps

HOLD = """
import sys
from pathlib import Path
from pipelines.archive import Archive
archive = Archive.open(Path(sys.argv[1]), write=True)
print('held', flush=True)
input()
"""


def test_an_archive_is_made_and_named(tmp_path):
    with Archive.open(tmp_path / "new" / "archive", write=True) as archive:
        names = dict(archive.db.execute("SELECT * FROM archive_info").fetchall())
        assert archive.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert archive.pages.db.execute("PRAGMA synchronous").fetchone() == (2,)
    with Archive.open(tmp_path / "new" / "archive", write=True) as archive:
        assert dict(archive.db.execute("SELECT * FROM archive_info").fetchall()) == names


def test_a_second_writer_is_told_who_is_writing(tmp_path):
    with Archive.open(tmp_path, write=True), pytest.raises(LockHeld, match=rf"written by process {os.getpid()} \("):
        Archive.open(tmp_path, write=True)


def test_a_killed_writer_leaves_no_lock(tmp_path):

    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()) as child:
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(LockHeld):
            Archive.open(tmp_path, write=True)
        child.kill()
        child.wait()
    Archive.open(tmp_path, write=True).close()


def test_readers_need_no_lock_and_cannot_write(tmp_path):
    Archive.open(tmp_path, write=True).close()
    with Archive.open(tmp_path, write=False) as reader, Archive.open(tmp_path, write=True) as writer:
        writer.db.execute("INSERT INTO archive_info VALUES ('a', 'b')")
        assert ("b",) in reader.db.execute("SELECT value FROM archive_info").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.db.execute("DELETE FROM archive_info")


def test_a_reader_is_told_where_there_is_no_archive(tmp_path):
    with pytest.raises(ArchiveMissing, match=r"archive\.db is missing"):
        Archive.open(tmp_path, write=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["archive", "pages"])
@pytest.mark.parametrize("write", [True, False])
def test_a_newer_archive_is_refused(tmp_path, name, write):
    with Archive.open(tmp_path, write=True) as archive:
        db = {"archive": archive.db, "pages": archive.pages.db}[name]
        db.execute("PRAGMA user_version = 9999")
    with pytest.raises(SchemaTooNew, match=r"has schema 9999.*update congtin"):
        Archive.open(tmp_path, write=write)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unwritable, match=r"cannot be written.*--archive"):
        Archive.open(tmp_path / "file" / "archive", write=True)


def test_a_full_disk_is_told_from_other_errors(tmp_path):
    db = sqlite3.connect(tmp_path / "small.db")
    db.execute("PRAGMA max_page_count = 2")
    with pytest.raises(DiskFull, match="make room"), explained(tmp_path):
        db.execute("CREATE TABLE t (x)")
        db.execute("INSERT INTO t VALUES (zeroblob(100000))")
    db.close()
    with pytest.raises(DiskFull), explained(tmp_path):
        raise OSError(28, "No space left on device")


# -- migrations ---

MIGRATE = """
import os
import signal
import sys
from pathlib import Path
from pipelines.archive import databases, migrate

folder, statement, count = Path(sys.argv[1]), int(sys.argv[2]), 0

def before_statement(_sql):
    global count
    count += 1
    if count == statement:
        os.kill(os.getpid(), signal.SIGKILL)

def connect(uri):
    db = original(uri)
    db.conn.set_trace_callback(before_statement)
    return db

original, databases._connect = databases._connect, connect
migrate.MIGRATIONS = folder / "migrations"
databases.open_for_writing(folder, "archive")
"""


@pytest.fixture
def released(tmp_path, monkeypatch):
    """Migrations of an archive in which this program's are the old ones, and a test adds the next."""
    folder = tmp_path / "migrations"
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    (folder / "archive").mkdir(parents=True)
    (folder / "archive" / "0001_first.sql").write_text("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    open_for_writing(tmp_path, "archive").close()
    return folder / "archive"


def table(tmp_path):
    with sqlite3.connect(tmp_path / "archive.db") as db:
        found = db.execute("SELECT * FROM t").fetchall(), db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return found


def test_an_older_archive_is_migrated_and_keeps_its_rows(tmp_path, released):
    (released / "0002_more.sql").write_text("ALTER TABLE t ADD COLUMN y DEFAULT 'new';")
    (released / "0003_again.sql").write_text("UPDATE t SET x = x + 1;")
    open_for_writing(tmp_path, "archive").close()
    assert table(tmp_path) == ([(2, "new")], 3)
    assert not list(tmp_path.glob("*.before-migration"))


def test_a_migration_that_fails_changes_nothing_and_leaves_the_copy(tmp_path, released):
    (released / "0002_wrong.sql").write_text("DELETE FROM t; INSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_for_writing(tmp_path, "archive")
    assert table(tmp_path) == ([(1,)], 1)
    copy = sqlite3.connect(tmp_path / "archive.before-migration")
    assert copy.execute("SELECT * FROM t").fetchall() == [(1,)]
    copy.close()


@pytest.mark.parametrize("statement", range(1, 18, 2))
def test_a_migration_that_is_killed_has_happened_or_not(tmp_path, released, statement):
    (released / "0002_more.sql").write_text("ALTER TABLE t ADD COLUMN y DEFAULT 'new';")
    (released / "0003_again.sql").write_text("UPDATE t SET x = x + 1; UPDATE t SET x = x + 1;")
    subprocess.run([sys.executable, "-c", MIGRATE, str(tmp_path), str(statement)], check=False, cwd=Path.cwd())
    assert table(tmp_path) in (([(1,)], 1), ([(3, "new")], 3))
    open_for_writing(tmp_path, "archive").close()
    assert table(tmp_path) == ([(3, "new")], 3)
    assert not list(tmp_path.glob("*.before-migration"))


def test_migrations_are_numbered_without_a_gap():
    for name in ("archive", "pages"):
        assert list(steps(name)) == list(range(1, len(steps(name)) + 1))
