-- What the portals' pages repeat is learned and used: which template each portal is read with now, from where each body
-- was taken, and how many articles of a run stood at none of the known places.

ALTER TABLE templates ADD COLUMN digest TEXT NOT NULL DEFAULT '';

CREATE TABLE portal_templates (
    portal_id TEXT PRIMARY KEY REFERENCES portals (id),
    template_id INTEGER REFERENCES templates (template_id),
    sample TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN container TEXT NOT NULL DEFAULT '';
ALTER TABLE article_versions ADD COLUMN container TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_template ON articles (portal_id, template_id, container, key);

ALTER TABLE runs ADD COLUMN drifted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run_portals ADD COLUMN drifted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run_portals ADD COLUMN template INTEGER;
