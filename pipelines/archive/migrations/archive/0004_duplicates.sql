-- What near-duplicates are found by. Candidates share a band of their MinHash; `paired` is 0 while they are to be sought.

CREATE TABLE signatures (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    content_hash TEXT NOT NULL,
    method TEXT NOT NULL,
    bands BLOB NOT NULL,
    paired INTEGER NOT NULL DEFAULT 0 CHECK (paired IN (0, 1))
);
CREATE INDEX signatures_unpaired ON signatures (article_id) WHERE paired = 0;

CREATE TABLE signature_bands (
    value INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (value, article_id)
) WITHOUT ROWID;
