-- An index of the brief articles, shortest first. Bm25 ranks a common word by little else than its place in the title and
-- the length of the text: so the best are met soon on a walk through the brief ones, in the order of this index.
-- Among equally long ones the latest archived comes first; the row of the article is (-place) & 4294967295. Spaces are
-- counted in bytes, as the length of a text ends at a NUL.

CREATE VIEW briefs_search AS
SELECT
    (word_count + 1 + length(CAST(articles.title AS BLOB)) - length(CAST(replace(articles.title, ' ', '') AS BLOB)))
        * 4294967296 - id AS place,
    id,
    articles_search.title, articles_search.body, articles_search.byline, title_folded, body_folded, byline_folded
FROM articles JOIN articles_search USING (id)
WHERE word_count <= 100;

CREATE VIRTUAL TABLE briefs_fts USING fts5 (
    title, body, byline, title_folded, body_folded, byline_folded,
    content = 'briefs_search', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER briefs_search_insert AFTER INSERT ON articles
BEGIN
    INSERT INTO briefs_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = new.id AND NOT EXISTS (SELECT 1 FROM briefs_fts_docsize WHERE id = place);
END;

CREATE TRIGGER briefs_search_delete BEFORE DELETE ON articles
BEGIN
    INSERT INTO briefs_fts (briefs_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = old.id;
END;

CREATE TRIGGER briefs_search_before BEFORE UPDATE OF title, lead, body, byline, word_count ON articles
WHEN old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
    OR old.word_count IS NOT new.word_count
BEGIN
    INSERT INTO briefs_fts (briefs_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = old.id;
END;

CREATE TRIGGER briefs_search_after AFTER UPDATE OF title, lead, body, byline, word_count ON articles
WHEN old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
    OR old.word_count IS NOT new.word_count
BEGIN
    INSERT INTO briefs_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = new.id;
END;

INSERT INTO briefs_fts (briefs_fts) VALUES ('rebuild');

-- The newest of a day's many articles, too, without sorting.

DROP INDEX articles_published;
CREATE INDEX articles_published ON articles (published_on, published_at);
