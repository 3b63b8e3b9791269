-- For people, in Datasette, DuckDB or R: names instead of ids, words instead of offsets.

CREATE VIEW v_reports AS
SELECT
    r.id,
    r.outlet,
    r.published,
    r.title,
    (SELECT group_concat(a.name, '; ') FROM authors AS a WHERE a.report_id = r.id) AS authors,
    (SELECT count(*) FROM statements AS s WHERE s.report_id = r.id) AS statements,
    (SELECT count(*) FROM events AS e WHERE e.report_id = r.id) AS events,
    (SELECT count(*) FROM omissions AS o WHERE o.report_id = r.id) AS omissions,
    sr.story_id AS story,
    cr.copy_id AS copy,
    r.path,
    r.url
FROM reports AS r
LEFT JOIN story_reports AS sr ON sr.report_id = r.id
LEFT JOIN copy_reports AS cr ON cr.report_id = r.id;

CREATE VIEW v_statements AS
SELECT
    r.outlet,
    r.published,
    a.name AS speaker,
    s.act,
    s.manner,
    s.text,
    (
        SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')
        FROM statement_spans AS p
        WHERE p.report_id = s.report_id AND p.statement_id = s.id AND p.role = 'cue'
    ) AS cue,
    (
        SELECT group_concat(substr(r.text, p.start_char + 1, p.end_char - p.start_char), ' … ')
        FROM statement_spans AS p
        WHERE p.report_id = s.report_id AND p.statement_id = s.id AND p.role = 'source'
    ) AS source,
    s.said,
    s.score,
    s.via,
    s.id,
    s.report_id,
    r.title
FROM statements AS s
INNER JOIN reports AS r ON r.id = s.report_id
LEFT JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker;

CREATE VIEW v_events AS
SELECT
    r.outlet,
    r.published,
    e.type,
    e.modes,
    (
        SELECT group_concat(coalesce(a.name, substr(r.text, p.start_char + 1, p.end_char - p.start_char)), '; ')
        FROM participants AS p
        LEFT JOIN actors AS a ON a.report_id = p.report_id AND a.id = p.actor_id
        WHERE p.report_id = e.report_id AND p.event_id = e.id AND p.role = 'actor'
    ) AS actors,
    (
        SELECT group_concat(coalesce(a.name, substr(r.text, p.start_char + 1, p.end_char - p.start_char)), '; ')
        FROM participants AS p
        LEFT JOIN actors AS a ON a.report_id = p.report_id AND a.id = p.actor_id
        WHERE p.report_id = e.report_id AND p.event_id = e.id AND p.role = 'recipient'
    ) AS recipients,
    e.status,
    (
        SELECT a.name
        FROM statements AS s
        INNER JOIN actors AS a ON a.report_id = s.report_id AND a.id = s.speaker
        WHERE s.report_id = e.report_id AND s.id = e.asserted_by
    ) AS according_to,
    e.modality,
    substr(r.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS trigger_text,
    e.happened,
    (SELECT p.name FROM places AS p WHERE p.report_id = e.report_id AND p.event_id = e.id) AS place,
    e.score,
    e.asserted_by,
    e.id,
    e.report_id,
    r.title
FROM events AS e
INNER JOIN reports AS r ON r.id = e.report_id;

-- One row for each actor of the whole record, under the name that most reports give it.
CREATE VIEW v_actors AS
SELECT
    a.id,
    (
        SELECT n.name FROM actors AS n WHERE n.id = a.id
        GROUP BY n.name ORDER BY count(*) DESC, n.name LIMIT 1
    ) AS name,
    min(a.kind) AS kind,
    min(a.country) AS country,
    min(a.sector) AS sector,
    count(*) AS reports,
    (SELECT count(*) FROM mentions AS m WHERE m.actor_id = a.id) AS mentions,
    (SELECT count(*) FROM statements AS s WHERE s.speaker = a.id) AS statements,
    (SELECT count(*) FROM participants AS p WHERE p.actor_id = a.id) AS events
FROM actors AS a
GROUP BY a.id;
CREATE INDEX mentions_by_actor ON mentions (actor_id);
