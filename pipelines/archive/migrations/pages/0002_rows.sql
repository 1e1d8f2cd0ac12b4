-- Rows with a number: in a table WITHOUT ROWID each of the five indexes repeats the 64 digits of every page's id.

CREATE TABLE pages_by_number (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    portal_id TEXT NOT NULL DEFAULT '',
    fetched_at TEXT NOT NULL,
    run_id INTEGER,
    outcome TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL,
    headers BLOB NOT NULL,
    headers_dictionary INTEGER REFERENCES dictionaries (dictionary_id),
    tls TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT 'live',
    body_sha256 TEXT NOT NULL,
    kept_sha256 TEXT
);
INSERT INTO pages_by_number SELECT * FROM pages;
DROP TABLE pages;
ALTER TABLE pages_by_number RENAME TO pages;

CREATE INDEX pages_url ON pages (url, fetched_at);
CREATE INDEX pages_run ON pages (run_id);
CREATE INDEX pages_body ON pages (body_sha256);
CREATE INDEX pages_kept ON pages (kept_sha256) WHERE kept_sha256 IS NOT NULL;
CREATE INDEX pages_portal ON pages (portal_id, kind);
