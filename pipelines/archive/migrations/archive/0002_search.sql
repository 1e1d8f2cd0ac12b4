-- Full-text search: every word as published, and folded (lower case, without diacritics, đ as d) beside it.
-- The fold is plain SQL, so that any SQLite with FTS5 can search and rebuild the index. SQLite's parser overflows on
-- 142 nested calls, hence the chain; it is flattened into one look-up by id. crawler.text.fold does the same for queries.

CREATE VIEW articles_search AS
WITH
    fold0 AS (
        SELECT id, title, lead || char(10) || body AS body, byline,
            title AS t, lead || char(10) || body AS b, byline AS y
        FROM articles
    ),
    fold1 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'à', 'a'), 'á', 'a'), 'ả', 'a'), 'ã', 'a'), 'ạ', 'a'), 'ă', 'a')
                , 'ằ', 'a'), 'ắ', 'a'), 'ẳ', 'a'), 'ẵ', 'a'), 'ặ', 'a'), 'â', 'a')
                , 'ầ', 'a'), 'ấ', 'a'), 'ẩ', 'a'), 'ẫ', 'a'), 'ậ', 'a'), 'À', 'a') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'à', 'a'), 'á', 'a'), 'ả', 'a'), 'ã', 'a'), 'ạ', 'a'), 'ă', 'a')
                , 'ằ', 'a'), 'ắ', 'a'), 'ẳ', 'a'), 'ẵ', 'a'), 'ặ', 'a'), 'â', 'a')
                , 'ầ', 'a'), 'ấ', 'a'), 'ẩ', 'a'), 'ẫ', 'a'), 'ậ', 'a'), 'À', 'a') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'à', 'a'), 'á', 'a'), 'ả', 'a'), 'ã', 'a'), 'ạ', 'a'), 'ă', 'a')
                , 'ằ', 'a'), 'ắ', 'a'), 'ẳ', 'a'), 'ẵ', 'a'), 'ặ', 'a'), 'â', 'a')
                , 'ầ', 'a'), 'ấ', 'a'), 'ẩ', 'a'), 'ẫ', 'a'), 'ậ', 'a'), 'À', 'a') AS y
        FROM fold0
    ),
    fold2 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'Á', 'a'), 'Ả', 'a'), 'Ã', 'a'), 'Ạ', 'a'), 'Ă', 'a'), 'Ằ', 'a')
                , 'Ắ', 'a'), 'Ẳ', 'a'), 'Ẵ', 'a'), 'Ặ', 'a'), 'Â', 'a'), 'Ầ', 'a')
                , 'Ấ', 'a'), 'Ẩ', 'a'), 'Ẫ', 'a'), 'Ậ', 'a'), 'è', 'e'), 'é', 'e') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'Á', 'a'), 'Ả', 'a'), 'Ã', 'a'), 'Ạ', 'a'), 'Ă', 'a'), 'Ằ', 'a')
                , 'Ắ', 'a'), 'Ẳ', 'a'), 'Ẵ', 'a'), 'Ặ', 'a'), 'Â', 'a'), 'Ầ', 'a')
                , 'Ấ', 'a'), 'Ẩ', 'a'), 'Ẫ', 'a'), 'Ậ', 'a'), 'è', 'e'), 'é', 'e') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'Á', 'a'), 'Ả', 'a'), 'Ã', 'a'), 'Ạ', 'a'), 'Ă', 'a'), 'Ằ', 'a')
                , 'Ắ', 'a'), 'Ẳ', 'a'), 'Ẵ', 'a'), 'Ặ', 'a'), 'Â', 'a'), 'Ầ', 'a')
                , 'Ấ', 'a'), 'Ẩ', 'a'), 'Ẫ', 'a'), 'Ậ', 'a'), 'è', 'e'), 'é', 'e') AS y
        FROM fold1
    ),
    fold3 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'ẻ', 'e'), 'ẽ', 'e'), 'ẹ', 'e'), 'ê', 'e'), 'ề', 'e'), 'ế', 'e')
                , 'ể', 'e'), 'ễ', 'e'), 'ệ', 'e'), 'È', 'e'), 'É', 'e'), 'Ẻ', 'e')
                , 'Ẽ', 'e'), 'Ẹ', 'e'), 'Ê', 'e'), 'Ề', 'e'), 'Ế', 'e'), 'Ể', 'e') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'ẻ', 'e'), 'ẽ', 'e'), 'ẹ', 'e'), 'ê', 'e'), 'ề', 'e'), 'ế', 'e')
                , 'ể', 'e'), 'ễ', 'e'), 'ệ', 'e'), 'È', 'e'), 'É', 'e'), 'Ẻ', 'e')
                , 'Ẽ', 'e'), 'Ẹ', 'e'), 'Ê', 'e'), 'Ề', 'e'), 'Ế', 'e'), 'Ể', 'e') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'ẻ', 'e'), 'ẽ', 'e'), 'ẹ', 'e'), 'ê', 'e'), 'ề', 'e'), 'ế', 'e')
                , 'ể', 'e'), 'ễ', 'e'), 'ệ', 'e'), 'È', 'e'), 'É', 'e'), 'Ẻ', 'e')
                , 'Ẽ', 'e'), 'Ẹ', 'e'), 'Ê', 'e'), 'Ề', 'e'), 'Ế', 'e'), 'Ể', 'e') AS y
        FROM fold2
    ),
    fold4 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'Ễ', 'e'), 'Ệ', 'e'), 'ì', 'i'), 'í', 'i'), 'ỉ', 'i'), 'ĩ', 'i')
                , 'ị', 'i'), 'Ì', 'i'), 'Í', 'i'), 'Ỉ', 'i'), 'Ĩ', 'i'), 'Ị', 'i')
                , 'ò', 'o'), 'ó', 'o'), 'ỏ', 'o'), 'õ', 'o'), 'ọ', 'o'), 'ô', 'o') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'Ễ', 'e'), 'Ệ', 'e'), 'ì', 'i'), 'í', 'i'), 'ỉ', 'i'), 'ĩ', 'i')
                , 'ị', 'i'), 'Ì', 'i'), 'Í', 'i'), 'Ỉ', 'i'), 'Ĩ', 'i'), 'Ị', 'i')
                , 'ò', 'o'), 'ó', 'o'), 'ỏ', 'o'), 'õ', 'o'), 'ọ', 'o'), 'ô', 'o') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'Ễ', 'e'), 'Ệ', 'e'), 'ì', 'i'), 'í', 'i'), 'ỉ', 'i'), 'ĩ', 'i')
                , 'ị', 'i'), 'Ì', 'i'), 'Í', 'i'), 'Ỉ', 'i'), 'Ĩ', 'i'), 'Ị', 'i')
                , 'ò', 'o'), 'ó', 'o'), 'ỏ', 'o'), 'õ', 'o'), 'ọ', 'o'), 'ô', 'o') AS y
        FROM fold3
    ),
    fold5 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'ồ', 'o'), 'ố', 'o'), 'ổ', 'o'), 'ỗ', 'o'), 'ộ', 'o'), 'ơ', 'o')
                , 'ờ', 'o'), 'ớ', 'o'), 'ở', 'o'), 'ỡ', 'o'), 'ợ', 'o'), 'Ò', 'o')
                , 'Ó', 'o'), 'Ỏ', 'o'), 'Õ', 'o'), 'Ọ', 'o'), 'Ô', 'o'), 'Ồ', 'o') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'ồ', 'o'), 'ố', 'o'), 'ổ', 'o'), 'ỗ', 'o'), 'ộ', 'o'), 'ơ', 'o')
                , 'ờ', 'o'), 'ớ', 'o'), 'ở', 'o'), 'ỡ', 'o'), 'ợ', 'o'), 'Ò', 'o')
                , 'Ó', 'o'), 'Ỏ', 'o'), 'Õ', 'o'), 'Ọ', 'o'), 'Ô', 'o'), 'Ồ', 'o') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'ồ', 'o'), 'ố', 'o'), 'ổ', 'o'), 'ỗ', 'o'), 'ộ', 'o'), 'ơ', 'o')
                , 'ờ', 'o'), 'ớ', 'o'), 'ở', 'o'), 'ỡ', 'o'), 'ợ', 'o'), 'Ò', 'o')
                , 'Ó', 'o'), 'Ỏ', 'o'), 'Õ', 'o'), 'Ọ', 'o'), 'Ô', 'o'), 'Ồ', 'o') AS y
        FROM fold4
    ),
    fold6 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'Ố', 'o'), 'Ổ', 'o'), 'Ỗ', 'o'), 'Ộ', 'o'), 'Ơ', 'o'), 'Ờ', 'o')
                , 'Ớ', 'o'), 'Ở', 'o'), 'Ỡ', 'o'), 'Ợ', 'o'), 'ù', 'u'), 'ú', 'u')
                , 'ủ', 'u'), 'ũ', 'u'), 'ụ', 'u'), 'ư', 'u'), 'ừ', 'u'), 'ứ', 'u') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'Ố', 'o'), 'Ổ', 'o'), 'Ỗ', 'o'), 'Ộ', 'o'), 'Ơ', 'o'), 'Ờ', 'o')
                , 'Ớ', 'o'), 'Ở', 'o'), 'Ỡ', 'o'), 'Ợ', 'o'), 'ù', 'u'), 'ú', 'u')
                , 'ủ', 'u'), 'ũ', 'u'), 'ụ', 'u'), 'ư', 'u'), 'ừ', 'u'), 'ứ', 'u') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'Ố', 'o'), 'Ổ', 'o'), 'Ỗ', 'o'), 'Ộ', 'o'), 'Ơ', 'o'), 'Ờ', 'o')
                , 'Ớ', 'o'), 'Ở', 'o'), 'Ỡ', 'o'), 'Ợ', 'o'), 'ù', 'u'), 'ú', 'u')
                , 'ủ', 'u'), 'ũ', 'u'), 'ụ', 'u'), 'ư', 'u'), 'ừ', 'u'), 'ứ', 'u') AS y
        FROM fold5
    ),
    fold7 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'ử', 'u'), 'ữ', 'u'), 'ự', 'u'), 'Ù', 'u'), 'Ú', 'u'), 'Ủ', 'u')
                , 'Ũ', 'u'), 'Ụ', 'u'), 'Ư', 'u'), 'Ừ', 'u'), 'Ứ', 'u'), 'Ử', 'u')
                , 'Ữ', 'u'), 'Ự', 'u'), 'ỳ', 'y'), 'ý', 'y'), 'ỷ', 'y'), 'ỹ', 'y') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'ử', 'u'), 'ữ', 'u'), 'ự', 'u'), 'Ù', 'u'), 'Ú', 'u'), 'Ủ', 'u')
                , 'Ũ', 'u'), 'Ụ', 'u'), 'Ư', 'u'), 'Ừ', 'u'), 'Ứ', 'u'), 'Ử', 'u')
                , 'Ữ', 'u'), 'Ự', 'u'), 'ỳ', 'y'), 'ý', 'y'), 'ỷ', 'y'), 'ỹ', 'y') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'ử', 'u'), 'ữ', 'u'), 'ự', 'u'), 'Ù', 'u'), 'Ú', 'u'), 'Ủ', 'u')
                , 'Ũ', 'u'), 'Ụ', 'u'), 'Ư', 'u'), 'Ừ', 'u'), 'Ứ', 'u'), 'Ử', 'u')
                , 'Ữ', 'u'), 'Ự', 'u'), 'ỳ', 'y'), 'ý', 'y'), 'ỷ', 'y'), 'ỹ', 'y') AS y
        FROM fold6
    ),
    fold8 AS (
        SELECT id, title, body, byline,
            replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(t
                , 'ỵ', 'y'), 'Ỳ', 'y'), 'Ý', 'y'), 'Ỷ', 'y'), 'Ỹ', 'y'), 'Ỵ', 'y')
                , 'đ', 'd'), 'Đ', 'd'), char(768), ''), char(769), ''), char(771), ''), char(777), '')
                , char(803), ''), char(770), ''), char(774), ''), char(795), '') AS t,
            replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(b
                , 'ỵ', 'y'), 'Ỳ', 'y'), 'Ý', 'y'), 'Ỷ', 'y'), 'Ỹ', 'y'), 'Ỵ', 'y')
                , 'đ', 'd'), 'Đ', 'd'), char(768), ''), char(769), ''), char(771), ''), char(777), '')
                , char(803), ''), char(770), ''), char(774), ''), char(795), '') AS b,
            replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(replace(replace(replace(replace(replace(replace(y
                , 'ỵ', 'y'), 'Ỳ', 'y'), 'Ý', 'y'), 'Ỷ', 'y'), 'Ỹ', 'y'), 'Ỵ', 'y')
                , 'đ', 'd'), 'Đ', 'd'), char(768), ''), char(769), ''), char(771), ''), char(777), '')
                , char(803), ''), char(770), ''), char(774), ''), char(795), '') AS y
        FROM fold7
    )
SELECT id, title, body, byline, lower(t) AS title_folded, lower(b) AS body_folded, lower(y) AS byline_folded
FROM fold8;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, body, byline, title_folded, body_folded, byline_folded,
    content = 'articles_search', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
);

-- The old words are read through the view before the row changes, the new ones after it: a trigger may not use WITH.

CREATE TRIGGER articles_search_insert AFTER INSERT ON articles
BEGIN
    INSERT INTO articles_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = new.id;
END;

CREATE TRIGGER articles_search_delete BEFORE DELETE ON articles
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER articles_search_before BEFORE UPDATE OF title, lead, body, byline ON articles
WHEN old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT 'delete', id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = old.id;
END;

CREATE TRIGGER articles_search_after AFTER UPDATE OF title, lead, body, byline ON articles
WHEN old.title IS NOT new.title
    OR old.lead IS NOT new.lead
    OR old.body IS NOT new.body
    OR old.byline IS NOT new.byline
BEGIN
    INSERT INTO articles_fts (rowid, title, body, byline, title_folded, body_folded, byline_folded)
    SELECT id, title, body, byline, title_folded, body_folded, byline_folded
    FROM articles_search WHERE id = new.id;
END;

INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
