-- An index of the titles alone: where a word is in a great many articles, those with it in the title come first.

CREATE VIRTUAL TABLE titles_fts USING fts5 (
    title, title_folded,
    content = 'articles_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);

CREATE TRIGGER titles_search_insert AFTER INSERT ON articles
BEGIN
    INSERT INTO titles_fts (rowid, title, title_folded)
    SELECT id, title, title_folded FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER titles_search_delete BEFORE DELETE ON articles
BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title, title_folded)
    SELECT 'delete', id, title, title_folded FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER titles_search_before BEFORE UPDATE OF title ON articles WHEN old.title IS NOT new.title
BEGIN
    INSERT INTO titles_fts (titles_fts, rowid, title, title_folded)
    SELECT 'delete', id, title, title_folded FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER titles_search_after AFTER UPDATE OF title ON articles WHEN old.title IS NOT new.title
BEGIN
    INSERT INTO titles_fts (rowid, title, title_folded)
    SELECT id, title, title_folded FROM articles_search WHERE id = new.id;
END;

INSERT INTO titles_fts (titles_fts) VALUES ('rebuild');
