-- Whoever inserts an article may put its words into both indexes before (indexing.py folds faster than SQL); all other
-- inserts are indexed as ever.

DROP TRIGGER articles_search_insert;
DROP TRIGGER titles_search_insert;

CREATE TRIGGER articles_search_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles_fts_docsize WHERE id = new.id)
BEGIN
    INSERT INTO articles_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER titles_search_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM titles_fts_docsize WHERE id = new.id)
BEGIN
    INSERT INTO titles_fts (rowid, title, title_folded)
    SELECT id, title, title_folded FROM articles_search WHERE id = new.id;
END;
