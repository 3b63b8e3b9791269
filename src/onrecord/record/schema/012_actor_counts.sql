-- How often each actor is named, speaks and takes part, kept in step by triggers, so that those who say and do
-- most are found without counting all. id is the identity, or the id of an actor that linking has not met.
CREATE TABLE actor_counts (
    id TEXT PRIMARY KEY,
    appearances INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0,
    events INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- The same for each actor of each report.
CREATE VIEW v_appearances AS
SELECT
    a.report_id,
    a.id AS actor_id,
    coalesce(i.identity, a.id) AS id,
    (SELECT count(*) FROM mentions AS m WHERE m.report_id = a.report_id AND m.actor_id = a.id) AS mentions,
    (SELECT count(*) FROM statements AS s WHERE s.report_id = a.report_id AND s.speaker = a.id) AS statements,
    (SELECT count(*) FROM participants AS p WHERE p.report_id = a.report_id AND p.actor_id = a.id) AS events
FROM actors AS a
LEFT JOIN identities AS i ON i.report_id = a.report_id AND i.actor_id = a.id;

INSERT INTO actor_counts
SELECT id, count(*), sum(mentions), sum(statements), sum(events) FROM v_appearances GROUP BY id;

CREATE TRIGGER actor_counts_actor AFTER INSERT ON actors BEGIN
    INSERT INTO actor_counts (id, appearances) VALUES (
        coalesce((SELECT identity FROM identities WHERE report_id = NEW.report_id AND actor_id = NEW.id), NEW.id), 1
    ) ON CONFLICT (id) DO UPDATE SET appearances = appearances + 1;
END;
CREATE TRIGGER actor_counts_mention AFTER INSERT ON mentions BEGIN
    UPDATE actor_counts SET mentions = mentions + 1 WHERE id = coalesce(
        (SELECT identity FROM identities WHERE report_id = NEW.report_id AND actor_id = NEW.actor_id), NEW.actor_id
    );
END;
CREATE TRIGGER actor_counts_participant AFTER INSERT ON participants WHEN NEW.actor_id IS NOT NULL BEGIN
    UPDATE actor_counts SET events = events + 1 WHERE id = coalesce(
        (SELECT identity FROM identities WHERE report_id = NEW.report_id AND actor_id = NEW.actor_id), NEW.actor_id
    );
END;
CREATE TRIGGER actor_counts_statement AFTER INSERT ON statements WHEN NEW.speaker IS NOT NULL BEGIN
    UPDATE actor_counts SET statements = statements + 1 WHERE id = coalesce(
        (SELECT identity FROM identities WHERE report_id = NEW.report_id AND actor_id = NEW.speaker), NEW.speaker
    );
END;
CREATE TRIGGER actor_counts_speaker AFTER UPDATE OF speaker ON statements WHEN OLD.speaker IS NOT NEW.speaker BEGIN
    UPDATE actor_counts SET statements = statements - 1 WHERE id = coalesce(
        (SELECT identity FROM identities WHERE report_id = OLD.report_id AND actor_id = OLD.speaker), OLD.speaker
    );
    UPDATE actor_counts SET statements = statements + 1 WHERE id = coalesce(
        (SELECT identity FROM identities WHERE report_id = NEW.report_id AND actor_id = NEW.speaker), NEW.speaker
    );
END;

-- What is deleted of a report goes with the report.
CREATE TRIGGER actor_counts_report BEFORE DELETE ON reports BEGIN
    UPDATE actor_counts SET
        appearances = appearances - gone.n,
        mentions = actor_counts.mentions - gone.mentions,
        statements = actor_counts.statements - gone.statements,
        events = actor_counts.events - gone.events
    FROM (
        SELECT id, count(*) AS n, sum(mentions) AS mentions, sum(statements) AS statements, sum(events) AS events
        FROM v_appearances WHERE report_id = OLD.id GROUP BY id
    ) AS gone WHERE gone.id = actor_counts.id;
END;
CREATE TRIGGER actor_counts_gone AFTER UPDATE ON actor_counts WHEN NEW.appearances = 0 BEGIN
    DELETE FROM actor_counts WHERE id = NEW.id;
END;

-- Who is who changes by a row that is deleted or inserted: what is counted moves along.
CREATE TRIGGER actor_counts_identity BEFORE INSERT ON identities WHEN NEW.identity <> NEW.actor_id BEGIN
    INSERT INTO actor_counts
    SELECT NEW.identity, 1, mentions, statements, events FROM v_appearances
    WHERE report_id = NEW.report_id AND actor_id = NEW.actor_id
    ON CONFLICT (id) DO UPDATE SET
        appearances = appearances + 1,
        mentions = mentions + excluded.mentions,
        statements = statements + excluded.statements,
        events = events + excluded.events;
    UPDATE actor_counts SET
        appearances = appearances - 1,
        mentions = actor_counts.mentions - gone.mentions,
        statements = actor_counts.statements - gone.statements,
        events = actor_counts.events - gone.events
    FROM v_appearances AS gone
    WHERE gone.report_id = NEW.report_id AND gone.actor_id = NEW.actor_id AND actor_counts.id = NEW.actor_id;
END;
CREATE TRIGGER actor_counts_no_identity BEFORE DELETE ON identities WHEN OLD.identity <> OLD.actor_id BEGIN
    INSERT INTO actor_counts
    SELECT OLD.actor_id, 1, mentions, statements, events FROM v_appearances
    WHERE report_id = OLD.report_id AND actor_id = OLD.actor_id
    ON CONFLICT (id) DO UPDATE SET
        appearances = appearances + 1,
        mentions = mentions + excluded.mentions,
        statements = statements + excluded.statements,
        events = events + excluded.events;
    UPDATE actor_counts SET
        appearances = appearances - 1,
        mentions = actor_counts.mentions - gone.mentions,
        statements = actor_counts.statements - gone.statements,
        events = actor_counts.events - gone.events
    FROM v_appearances AS gone
    WHERE gone.report_id = OLD.report_id AND gone.actor_id = OLD.actor_id AND actor_counts.id = OLD.identity;
END;
