-- pages.db: what was fetched, as it was answered. Every table and column is described in ../../descriptions.toml.
-- `pages` refers to `bodies` without a foreign key: a fetch that only repeats known content keeps no bytes of its own.

CREATE TABLE pages (
    id TEXT PRIMARY KEY,
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
) WITHOUT ROWID;
CREATE INDEX pages_url ON pages (url, fetched_at);
CREATE INDEX pages_run ON pages (run_id);
CREATE INDEX pages_body ON pages (body_sha256);
CREATE INDEX pages_kept ON pages (kept_sha256) WHERE kept_sha256 IS NOT NULL;
CREATE INDEX pages_portal ON pages (portal_id, kind);

CREATE TABLE bodies (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    data BLOB NOT NULL,
    dictionary_id INTEGER REFERENCES dictionaries (dictionary_id)
);

CREATE TABLE dictionaries (
    dictionary_id INTEGER PRIMARY KEY,
    portal_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('first page', 'trained', 'headers')),
    trained_on INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX dictionaries_portal ON dictionaries (portal_id, dictionary_id);
