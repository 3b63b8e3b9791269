-- What people correct of statements and events: speaker, act, status, type, who says so. A correction is a
-- judgement; the corrected value stands in the row itself, and what was read stands here until it is undone.
CREATE TABLE corrections (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,
    field TEXT NOT NULL CHECK (field IN ('speaker', 'act', 'status', 'type', 'asserted_by')),
    was TEXT,
    PRIMARY KEY (report_id, item_id, field)
);

-- The value at the time, and the characters that stand for both sides, by which a report that is read anew
-- finds them again.
ALTER TABLE judgements ADD COLUMN was TEXT;
ALTER TABLE judgements ADD COLUMN left_start INTEGER;
ALTER TABLE judgements ADD COLUMN left_end INTEGER;
ALTER TABLE judgements ADD COLUMN right_start INTEGER;
ALTER TABLE judgements ADD COLUMN right_end INTEGER;
CREATE INDEX judgements_of ON judgements (left_id);

CREATE TRIGGER judgements_keep_their_places BEFORE UPDATE ON judgements
WHEN (OLD.was, OLD.left_start, OLD.left_end, OLD.right_start, OLD.right_end)
    IS NOT (NEW.was, NEW.left_start, NEW.left_end, NEW.right_start, NEW.right_end)
BEGIN
    SELECT RAISE(ABORT, 'a judgement may only be retracted, once');
END;

-- Actors of different reports that linking found to be one are one row, under the name that most reports give.
DROP VIEW v_actors;
CREATE VIEW v_actors AS
WITH
    who AS (
        SELECT
            coalesce(i.identity, a.id) AS id,
            a.name,
            a.kind,
            a.country,
            a.sector,
            row_number() OVER (PARTITION BY coalesce(i.identity, a.id), a.report_id) = 1 AS reports,
            (SELECT count(*) FROM mentions AS m WHERE m.report_id = a.report_id AND m.actor_id = a.id) AS mentions,
            (SELECT count(*) FROM statements AS s WHERE s.report_id = a.report_id AND s.speaker = a.id) AS statements,
            (SELECT count(*) FROM participants AS p WHERE p.report_id = a.report_id AND p.actor_id = a.id) AS events
        FROM actors AS a
        LEFT JOIN identities AS i ON i.report_id = a.report_id AND i.actor_id = a.id
    ),
    named AS (
        SELECT
            id,
            name,
            row_number() OVER (PARTITION BY id ORDER BY count(*) DESC, name) AS place,
            min(kind) AS kind,
            min(country) AS country,
            min(sector) AS sector,
            sum(reports) AS reports,
            sum(mentions) AS mentions,
            sum(statements) AS statements,
            sum(events) AS events
        FROM who
        GROUP BY id, name
    )
SELECT
    id,
    max(CASE WHEN place = 1 THEN name END) AS name,
    min(kind) AS kind,
    min(country) AS country,
    min(sector) AS sector,
    sum(reports) AS reports,
    sum(mentions) AS mentions,
    sum(statements) AS statements,
    sum(events) AS events
FROM named
GROUP BY id;
