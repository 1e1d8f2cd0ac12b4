-- Views for research: articles with their units, counts by month, and how complete the counts are.
-- A code names a unit only together with its regime: codes were used again on 1 July 2025. Periods are half-open.

ALTER TABLE frontier ADD COLUMN found_day TEXT;

-- A block that no article has any more goes with its last mention.
CREATE TRIGGER removed_blocks_last AFTER DELETE ON removed_blocks
WHEN NOT EXISTS (SELECT 1 FROM removed_blocks WHERE block_id = old.block_id)
BEGIN
    DELETE FROM blocks WHERE block_id = old.block_id;
END;

-- Exactly one row per article: every unit beside it is looked up, never joined.
CREATE VIEW articles_full AS
SELECT
    a.id, a.key, a.portal_id, p.name AS portal, p.organisation, p.synthetic, a.url, a.title, a.lead, a.body,
    a.published_at, a.published_on, a.published_precision, a.updated_at, a.byline, a.source, a.section, a.language,
    a.word_count, a.version, a.first_seen_at, a.last_seen_at, a.gone_at, a.duplicate_of,
    a.unit_id, u.name AS unit, u.level AS unit_level, a.unit_from,
    iif(u.regime = 'pre2025', u.name, NULL) AS old_unit,
    CASE
        WHEN u.regime = 'pre2025' AND u.level = 'district' THEN u.name
        WHEN u.regime = 'pre2025' AND u.level = 'commune' THEN (
            SELECT d.name FROM units AS d
            WHERE d.code = u.parent AND d.regime = 'pre2025' AND d.level = 'district'
                AND (d.valid_from IS NULL OR d.valid_from <= coalesce(a.published_on, '2025-06-30'))
                AND (d.valid_to IS NULL OR coalesce(a.published_on, '2025-06-30') < d.valid_to)
        )
    END AS old_district,
    iif(u.regime = 'pre2025', (
        SELECT o.name FROM units AS o
        WHERE o.code = u.province AND o.regime = 'pre2025' AND o.level = 'province'
            AND (o.valid_from IS NULL OR o.valid_from <= coalesce(a.published_on, '2025-06-30'))
            AND (o.valid_to IS NULL OR coalesce(a.published_on, '2025-06-30') < o.valid_to)
    ), NULL) AS old_province,
    iif(u.regime = 'post2025', u.name, NULL) AS new_unit,
    (
        SELECT n.name FROM units AS n
        WHERE n.regime = 'post2025' AND n.level = 'province' AND n.valid_to IS NULL AND n.code = CASE u.regime
            WHEN 'post2025' THEN u.province
            ELSE (
                SELECT t.code FROM units AS o
                JOIN unit_successions AS s ON s.old_unit_id = o.unit_id
                JOIN units AS t ON t.unit_id = s.new_unit_id AND t.level = 'province'
                WHERE o.code = u.province AND o.regime = 'pre2025' AND o.level = 'province'
            )
        END
    ) AS new_province,
    (
        SELECT json_group_array(json_object('unit_id', unit_id, 'name', name, 'kind', kind)) FROM (
            SELECT c.unit_id, c.name, s.kind FROM unit_successions AS s
            JOIN units AS c ON c.unit_id = s.new_unit_id AND c.level = 'commune'
            WHERE s.old_unit_id = a.unit_id ORDER BY c.unit_id
        )
    ) AS successor_communes
FROM articles AS a
JOIN portals AS p ON p.id = a.portal_id
LEFT JOIN units AS u ON u.unit_id = a.unit_id;

-- Multiplies rows: an article about a district stands here once for each commune that took over from it.
CREATE VIEW articles_by_successor_commune AS
SELECT
    a.key, a.portal_id, a.title, a.published_on, a.unit_id AS old_unit_id, c.unit_id AS successor_unit_id,
    c.name AS successor_commune, s.kind, s.status, c.province AS successor_province_code
FROM articles AS a
JOIN unit_successions AS s ON s.old_unit_id = a.unit_id
JOIN units AS c ON c.unit_id = s.new_unit_id AND c.level = 'commune';

-- A month is as exact as the date: a year alone is a line of its own, and so is no date at all.
CREATE VIEW articles_by_month AS
SELECT
    portal_id,
    CASE published_precision
        WHEN 'none' THEN 'undated'
        WHEN 'year' THEN substr(published_on, 1, 4)
        ELSE substr(published_on, 1, 7)
    END AS month,
    count(*) AS articles,
    sum(duplicate_of IS NOT NULL) AS twins,
    sum(gone_at IS NOT NULL) AS gone
FROM articles
GROUP BY 1, 2;

-- A walk is complete for a month when it was finished after the month, or went back beyond its first day.
-- A count of 0 stands only where all walks of the portal are complete and nothing undated is still to be obtained;
-- elsewhere nothing found is not nothing there, and the count is NULL.
CREATE VIEW coverage_by_month AS
WITH RECURSIVE
    items AS (
        SELECT portal_id, month, articles - twins AS archived, gone, 0 AS failed, 0 AS pending, NULL AS reason
        FROM articles_by_month
        UNION ALL
        SELECT
            portal_id, coalesce(substr(found_day, 1, 7), 'undated'), 0, 0,
            sum(state = 'failed'), sum(state = 'pending'), iif(state = 'failed', outcome, NULL)
        FROM frontier AS f
        WHERE role = 'article' AND state IN ('failed', 'pending')
            AND NOT EXISTS (SELECT 1 FROM article_addresses AS b WHERE b.key = f.key)
        GROUP BY 1, 2, 7
    ),
    months (portal_id, month, last) AS (
        SELECT portal_id, min(month), max(month) FROM items WHERE month LIKE '____-__' GROUP BY 1
        UNION ALL
        SELECT portal_id, substr(date(month || '-01', '+1 month'), 1, 7), last FROM months WHERE month < last
    ),
    lines AS (
        SELECT portal_id, month FROM months
        UNION
        SELECT portal_id, month FROM items
    ),
    walks AS (
        SELECT portal_id, walk, section, max(run_id) AS latest FROM coverage
        WHERE role IN ('listing', 'sitemap') GROUP BY 1, 2, 3 HAVING max(named) > 0
    ),
    judged AS (
        SELECT l.portal_id, l.month, l.month LIKE '____-__'
            AND EXISTS (SELECT 1 FROM walks AS w WHERE w.portal_id = l.portal_id)
            AND NOT EXISTS (
                SELECT 1 FROM walks AS w
                WHERE w.portal_id = l.portal_id AND NOT EXISTS (
                    SELECT 1 FROM coverage AS c JOIN runs AS r ON r.id = c.run_id
                    WHERE c.walk = w.walk AND c.section = w.section
                        AND substr(r.started_at, 1, 10) >= date(l.month || '-01', '+1 month')
                        AND (c.complete OR (c.stop_reason = 'since' AND c.oldest <> '' AND c.oldest < l.month || '-01'))
                )
            )
            AND NOT EXISTS (
                SELECT 1 FROM items AS i
                WHERE i.portal_id = l.portal_id AND (
                    (i.pending > 0 AND i.month IN (l.month, 'undated'))
                    OR (i.failed > 0 AND i.month = 'undated' AND i.reason NOT IN ('gone', 'soft_404'))
                )
            ) AS complete
        FROM lines AS l
    ),
    counts AS (
        SELECT
            j.portal_id, j.month, j.complete,
            coalesce(sum(archived + failed + pending), 0) AS named, coalesce(sum(archived), 0) AS archived,
            coalesce(sum(failed), 0) AS failed, coalesce(sum(pending), 0) AS pending, coalesce(sum(gone), 0) AS gone,
            json_group_object(reason, failed) FILTER (WHERE failed > 0) AS failed_reasons
        FROM judged AS j LEFT JOIN items AS i ON i.portal_id = j.portal_id AND i.month = j.month
        GROUP BY 1, 2
    )
SELECT
    portal_id, month,
    iif(complete, named, nullif(named, 0)) AS named,
    iif(complete, archived, nullif(archived, 0)) AS archived,
    iif(complete, failed, nullif(failed, 0)) AS failed,
    failed_reasons,
    iif(complete, pending, nullif(pending, 0)) AS pending,
    iif(complete, gone, nullif(gone, 0)) AS gone,
    complete
FROM counts;
