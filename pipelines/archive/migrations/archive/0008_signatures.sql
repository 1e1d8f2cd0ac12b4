-- Signatures that hold all by which most candidates can be told apart, and buckets that begin with their earliest
-- articles. They are made from the articles, so the old ones are not kept. No foreign key on the buckets: looking up
-- their articles, in the order of a hash, took longer than all else.

DROP TABLE signature_bands;
DROP TABLE signatures;

CREATE TABLE signatures (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    content_hash TEXT NOT NULL,
    seniority INTEGER NOT NULL,
    text INTEGER NOT NULL,
    bands BLOB NOT NULL,
    numbers BLOB NOT NULL,
    names BLOB NOT NULL,
    paired INTEGER NOT NULL DEFAULT 0 CHECK (paired IN (0, 1))
);
CREATE INDEX signatures_unpaired ON signatures (article_id) WHERE paired = 0;

CREATE TABLE signature_bands (
    value INTEGER NOT NULL,
    seniority INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (value, seniority, article_id)
) WITHOUT ROWID;
