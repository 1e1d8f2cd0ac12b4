"""What the tests of search, units and views share: an empty archive.db, and articles put straight into it."""

from hashlib import sha256

import pytest

from pipelines.archive.databases import open_for_writing

SEEN = "2026-01-01T00:00:00.000+07:00"


@pytest.fixture
def db(tmp_path):
    database = open_for_writing(tmp_path, "archive")
    yield database
    database.close()


@pytest.fixture
def add_article(db):
    """Adds an article and returns its id; whatever is not said is empty."""

    def add(title, *, portal="xa", sections=(), **columns):
        db.execute("INSERT OR IGNORE INTO portals (id, name, url) VALUES (?, ?, '')", [portal, portal])
        key = sha256(f"{title}{portal}".encode()).hexdigest()[:20]
        times = dict.fromkeys(("first_seen_at", "last_seen_at", "captured_at"), SEEN)
        row = {"key": key, "portal_id": portal, "url": f"https://{portal}/{key}", "title": title, **times,
               "content_hash": key, "page_id": key, "extractor": "1", **columns}  # fmt: skip
        article_id = db.table("articles").insert(row).last_pk
        rows = [{"article_id": article_id, "position": n, "section": name} for n, name in enumerate(sections)]
        db.table("article_sections").insert_all(rows)
        return article_id

    return add
