-- The words of new articles go into the indexes together, at the end of the transaction that stores them (indexing.py):
-- FTS5 writes out what it holds at every savepoint, as each INSERT of an article is one. Till then the article stands in
-- `unindexed`, and the triggers leave the indexes alone. All other inserts are indexed as ever, by any SQLite. No foreign
-- key: the note comes before the article.

CREATE TABLE unindexed (article_id INTEGER PRIMARY KEY);

DROP TRIGGER articles_search_insert;
DROP TRIGGER articles_search_delete;
DROP TRIGGER articles_search_before;
DROP TRIGGER articles_search_after;

DROP TRIGGER titles_search_insert;
DROP TRIGGER titles_search_delete;
DROP TRIGGER titles_search_before;
DROP TRIGGER titles_search_after;

DROP TRIGGER briefs_search_insert;
DROP TRIGGER briefs_search_delete;
DROP TRIGGER briefs_search_before;
DROP TRIGGER briefs_search_after;

CREATE TRIGGER articles_search_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO articles_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER articles_search_delete BEFORE DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER articles_search_before BEFORE UPDATE OF title, lead, body, byline ON articles
WHEN (old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER articles_search_after AFTER UPDATE OF title, lead, body, byline ON articles
WHEN (old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO articles_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER titles_search_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO titles_fts (rowid, title, title_folded)
    SELECT id, title, title_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER titles_search_delete BEFORE DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title, title_folded)
    SELECT 'delete', id, title, title_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER titles_search_before BEFORE UPDATE OF title ON articles
WHEN (old.title IS NOT new.title)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title, title_folded)
    SELECT 'delete', id, title, title_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER titles_search_after AFTER UPDATE OF title ON articles
WHEN (old.title IS NOT new.title)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO titles_fts (rowid, title, title_folded)
    SELECT id, title, title_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER briefs_search_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO briefs_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = new.id;
END;

CREATE TRIGGER briefs_search_delete BEFORE DELETE ON articles
WHEN NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO briefs_fts (briefs_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = old.id;
END;

CREATE TRIGGER briefs_search_before BEFORE UPDATE OF title, lead, body, byline, word_count ON articles
WHEN (old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
    OR old.word_count IS NOT new.word_count)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = old.id)
BEGIN
    INSERT INTO briefs_fts (briefs_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = old.id;
END;

CREATE TRIGGER briefs_search_after AFTER UPDATE OF title, lead, body, byline, word_count ON articles
WHEN (old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
    OR old.word_count IS NOT new.word_count)
    AND NOT EXISTS (SELECT 1 FROM unindexed WHERE article_id = new.id)
BEGIN
    INSERT INTO briefs_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT place, title, body, byline, title_folded, body_folded, byline_folded
    FROM briefs_search WHERE id = new.id;
END;

CREATE TRIGGER unindexed_delete AFTER DELETE ON articles
BEGIN
    DELETE FROM unindexed WHERE article_id = old.id;
END;
