-- archive.db: what people query. Every table and column is described in ../../descriptions.toml.
-- Times are ISO 8601 text with +07:00, days are YYYY-MM-DD, codes are text.

CREATE TABLE archive_info (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Who publishes, and for which administrative unit -----------------------------------------------------------------

CREATE TABLE portals (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    platform TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    rights TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'unverified',
    synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1))
);

CREATE TABLE portal_units (
    portal_id TEXT NOT NULL REFERENCES portals (id),
    section TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    evidence TEXT NOT NULL DEFAULT '',
    confidence TEXT NOT NULL DEFAULT ''
);
CREATE INDEX portal_units_portal ON portal_units (portal_id, section);
CREATE INDEX portal_units_unit ON portal_units (unit_id);

CREATE TABLE units (
    unit_id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL DEFAULT '',
    slug TEXT NOT NULL DEFAULT '',
    type TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL,
    parent TEXT,
    province TEXT,
    regime TEXT NOT NULL DEFAULT '',
    valid_from TEXT,
    valid_to TEXT,
    decree TEXT NOT NULL DEFAULT ''
);
CREATE INDEX units_code ON units (code, regime);
CREATE INDEX units_parent ON units (parent, regime);
CREATE INDEX units_province ON units (province, regime);

CREATE TABLE unit_successions (
    old_unit_id TEXT NOT NULL,
    new_unit_id TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    effective_on TEXT,
    status TEXT NOT NULL DEFAULT ''
);
CREATE INDEX unit_successions_old ON unit_successions (old_unit_id);
CREATE INDEX unit_successions_new ON unit_successions (new_unit_id);

-- Articles ---------------------------------------------------------------------------------------------------------

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    portal_id TEXT NOT NULL REFERENCES portals (id),
    unit_id TEXT,
    unit_from TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    body_html TEXT NOT NULL DEFAULT '',
    published_at TEXT CHECK (published_at LIKE '____-__-__T__:__:__+07:00'),
    published_on TEXT GENERATED ALWAYS AS (substr(published_at, 1, 10)) VIRTUAL,
    published_precision TEXT NOT NULL DEFAULT 'none',
    published_raw TEXT NOT NULL DEFAULT '',
    published_from TEXT NOT NULL DEFAULT '',
    updated_at TEXT,
    author TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    source_url TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    word_count INTEGER NOT NULL DEFAULT 0,
    content_hash TEXT NOT NULL,
    duplicate_of INTEGER REFERENCES articles (id),
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    last_listed_at TEXT,
    gone_at TEXT,
    gone_reason TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,
    page_id TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    extractor TEXT NOT NULL,
    template_id INTEGER REFERENCES templates (template_id)
);
CREATE INDEX articles_published ON articles (published_on);
CREATE INDEX articles_portal ON articles (portal_id, published_on);
CREATE INDEX articles_unit ON articles (unit_id, published_on);
CREATE INDEX articles_content ON articles (content_hash, portal_id);
CREATE INDEX articles_duplicate ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE article_versions (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    body_html TEXT NOT NULL DEFAULT '',
    published_at TEXT,
    published_on TEXT GENERATED ALWAYS AS (substr(published_at, 1, 10)) VIRTUAL,
    published_precision TEXT NOT NULL DEFAULT 'none',
    published_raw TEXT NOT NULL DEFAULT '',
    published_from TEXT NOT NULL DEFAULT '',
    updated_at TEXT,
    author TEXT NOT NULL DEFAULT '',
    signature TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    source_url TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    word_count INTEGER NOT NULL DEFAULT 0,
    content_hash TEXT NOT NULL,
    parts TEXT NOT NULL DEFAULT '{}',
    page_id TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    extractor TEXT NOT NULL,
    template_id INTEGER REFERENCES templates (template_id),
    PRIMARY KEY (article_id, version)
);

CREATE TABLE captures (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    captured_at TEXT NOT NULL,
    page_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    content_hash TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article_id, captured_at, page_id)
) WITHOUT ROWID;

CREATE TABLE article_addresses (
    key TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL CHECK (kind IN ('canonical', 'twin', 'redirect', 'moved', 'locale')),
    first_seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX article_addresses_article ON article_addresses (article_id);

CREATE TABLE article_sections (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX article_sections_section ON article_sections (section);

CREATE TABLE tags (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX tags_tag ON tags (tag);

CREATE TABLE images (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    caption TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

CREATE TABLE attachments (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    filename TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    sha256 TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;
CREATE INDEX attachments_url ON attachments (url);
CREATE INDEX attachments_sha256 ON attachments (sha256);

CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL DEFAULT '',
    first_seen_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE blocks (
    block_id TEXT PRIMARY KEY,
    text TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE removed_blocks (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    category TEXT NOT NULL,
    rule TEXT NOT NULL,
    block_id TEXT NOT NULL REFERENCES blocks (block_id),
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;
CREATE INDEX removed_blocks_block ON removed_blocks (block_id);
CREATE INDEX removed_blocks_rule ON removed_blocks (rule);

CREATE TABLE duplicates (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    group_id INTEGER NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'reprint')),
    similarity REAL NOT NULL,
    method TEXT NOT NULL,
    PRIMARY KEY (article_id, group_id)
) WITHOUT ROWID;
CREATE INDEX duplicates_group ON duplicates (group_id);

-- The crawl --------------------------------------------------------------------------------------------------------

CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    portal_id TEXT NOT NULL REFERENCES portals (id),
    host TEXT NOT NULL,
    role TEXT NOT NULL,
    rank INTEGER GENERATED ALWAYS AS (
        CASE role
            WHEN 'robots' THEN 0 WHEN 'home' THEN 1 WHEN 'sitemap' THEN 2 WHEN 'feed' THEN 3
            WHEN 'listing' THEN 4 WHEN 'article' THEN 5 ELSE 6
        END
    ) VIRTUAL,
    section TEXT NOT NULL DEFAULT '',
    walk TEXT NOT NULL DEFAULT '',
    page_number INTEGER NOT NULL DEFAULT 1,
    identity TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'excluded')),
    outcome TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    status INTEGER,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    fetched_at TEXT,
    next_due_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    found_on TEXT NOT NULL DEFAULT '',
    found_title TEXT NOT NULL DEFAULT '',
    found_date TEXT NOT NULL DEFAULT '',
    found_at TEXT NOT NULL,
    listed_at TEXT,
    redirects_to TEXT,
    page_id TEXT,
    sha256 TEXT
);
CREATE INDEX frontier_queue ON frontier (portal_id, host, rank, id, next_due_at) WHERE state = 'pending';
CREATE INDEX frontier_retries ON frontier (portal_id, next_due_at) WHERE state = 'pending' AND next_due_at IS NOT NULL;
CREATE INDEX frontier_due ON frontier (portal_id, next_due_at) WHERE state IN ('done', 'failed');
CREATE INDEX frontier_heads ON frontier (portal_id, role)
    WHERE page_number = 1 AND role IN ('home', 'robots', 'sitemap', 'feed', 'listing');
CREATE INDEX frontier_key ON frontier (key);
CREATE INDEX frontier_identity ON frontier (portal_id, identity) WHERE identity <> '';
CREATE INDEX frontier_redirects ON frontier (redirects_to) WHERE redirects_to IS NOT NULL;
CREATE INDEX frontier_state ON frontier (portal_id, state, outcome);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT,
    full INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    robots INTEGER NOT NULL DEFAULT 0,
    sitemaps INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0,
    articles_new INTEGER NOT NULL DEFAULT 0,
    articles_changed INTEGER NOT NULL DEFAULT 0,
    articles_unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    tool TEXT NOT NULL,
    extractor TEXT NOT NULL,
    settings TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE run_portals (
    run_id INTEGER NOT NULL REFERENCES runs (id),
    portal_id TEXT NOT NULL REFERENCES portals (id),
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    robots INTEGER NOT NULL DEFAULT 0,
    sitemaps INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0,
    articles_new INTEGER NOT NULL DEFAULT 0,
    articles_changed INTEGER NOT NULL DEFAULT 0,
    articles_unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, portal_id)
) WITHOUT ROWID;
CREATE INDEX run_portals_portal ON run_portals (portal_id, run_id);

CREATE TABLE coverage (
    run_id INTEGER NOT NULL REFERENCES runs (id),
    portal_id TEXT NOT NULL REFERENCES portals (id),
    walk TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT '',
    section TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    named INTEGER NOT NULL DEFAULT 0,
    newest TEXT NOT NULL DEFAULT '',
    oldest TEXT NOT NULL DEFAULT '',
    stop_reason TEXT NOT NULL DEFAULT '',
    complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
    PRIMARY KEY (run_id, walk, section)
) WITHOUT ROWID;
CREATE INDEX coverage_walk ON coverage (walk, run_id);
CREATE INDEX coverage_portal ON coverage (portal_id, run_id);

CREATE TABLE templates (
    template_id INTEGER PRIMARY KEY,
    portal_id TEXT NOT NULL REFERENCES portals (id),
    number INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sample TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (portal_id, number)
);

CREATE TABLE withdrawn (
    key TEXT PRIMARY KEY,
    addresses TEXT NOT NULL,
    digests TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1))
) WITHOUT ROWID;

CREATE TABLE seals (
    run_id INTEGER PRIMARY KEY REFERENCES runs (id),
    sealed_at TEXT NOT NULL,
    captures INTEGER NOT NULL,
    previous TEXT NOT NULL DEFAULT '',
    seal TEXT NOT NULL
);
