-- A record of schema 4, as onrecord wrote it at commit b687809: invented reports, by hand.
PRAGMA application_id = 1869509219;
PRAGMA user_version = 4;
CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    config TEXT NOT NULL,
    started TEXT
);
CREATE TABLE run_models (
    run_id TEXT NOT NULL REFERENCES runs (id),
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (run_id, name)
);
CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL REFERENCES runs (id),
    input_id TEXT,
    path TEXT,
    url TEXT,
    language TEXT NOT NULL,
    encoding TEXT,
    digest TEXT NOT NULL,
    outlet TEXT,
    outlet_method TEXT,
    outlet_start INTEGER,
    outlet_end INTEGER,
    title TEXT,
    title_method TEXT,
    title_start INTEGER,
    title_end INTEGER,
    published TEXT,
    published_precision TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_method TEXT,
    published_start INTEGER,
    published_end INTEGER,
    dateline_place TEXT,
    dateline_agency TEXT,
    dateline_date TEXT,
    dateline_precision TEXT,
    dateline_earliest TEXT,
    dateline_latest TEXT,
    dateline_start INTEGER,
    dateline_end INTEGER,
    text TEXT NOT NULL
);
CREATE TABLE authors (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    method TEXT NOT NULL,
    start_char INTEGER,
    end_char INTEGER,
    PRIMARY KEY (report_id, position)
);
CREATE TABLE boilerplate (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, position)
);
CREATE TABLE actors (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    aliases TEXT NOT NULL DEFAULT '[]',
    outside_ids TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (report_id, position)
);
CREATE TABLE mentions (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, actor_id, position)
);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id),
    id TEXT NOT NULL,
    speaker TEXT,
    candidates TEXT NOT NULL DEFAULT '[]',
    manner TEXT NOT NULL,
    act TEXT NOT NULL,
    text TEXT NOT NULL,
    addressee TEXT,
    addressee_start INTEGER,
    addressee_end INTEGER,
    venue_start INTEGER,
    venue_end INTEGER,
    said TEXT,
    said_precision TEXT,
    said_earliest TEXT,
    said_latest TEXT,
    said_start INTEGER,
    said_end INTEGER,
    via TEXT,
    score REAL NOT NULL,
    UNIQUE (report_id, id)
);
CREATE TABLE statement_spans (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    statement_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'source')),
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, statement_id, role, position)
);
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    modes TEXT NOT NULL DEFAULT '[]',
    contexts TEXT NOT NULL DEFAULT '[]',
    status TEXT NOT NULL,
    asserted_by TEXT,
    modality TEXT NOT NULL DEFAULT '[]',
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    happened TEXT,
    happened_precision TEXT,
    happened_earliest TEXT,
    happened_latest TEXT,
    happened_start INTEGER,
    happened_end INTEGER,
    score REAL NOT NULL,
    UNIQUE (report_id, id)
);
CREATE TABLE participants (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    actor_id TEXT,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, event_id, role, position)
);
CREATE TABLE quantities (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    value REAL,
    unit TEXT,
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, event_id, position)
);
CREATE TABLE places (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    event_id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    geonames INTEGER,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, event_id)
);
CREATE TABLE omissions (
    number INTEGER PRIMARY KEY,
    report_id TEXT REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id),
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    start_char INTEGER,
    end_char INTEGER,
    path TEXT
);
CREATE TABLE links (
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    run_id TEXT NOT NULL REFERENCES runs (id),
    PRIMARY KEY (relation, left_id, right_id)
);
CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT,
    first_date TEXT,
    last_date TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id)
);
CREATE TABLE story_reports (
    story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (story_id, position)
);
CREATE TABLE copies (
    id TEXT PRIMARY KEY,
    title TEXT,
    first_date TEXT,
    last_date TEXT,
    origin TEXT,
    agency TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id)
);
CREATE TABLE copy_reports (
    copy_id TEXT NOT NULL REFERENCES copies (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (copy_id, position)
);
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    relation TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL,
    reasons TEXT NOT NULL DEFAULT '[]',
    judge TEXT NOT NULL,
    judged_at TEXT NOT NULL,
    retracted_at TEXT
);
INSERT INTO runs VALUES ('run1', '0.1.0', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', NULL);
INSERT INTO run_models VALUES ('run1', 'attribution', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
INSERT INTO reports VALUES (1, 'r9694371f26cf8b32531b', 'run1', 'a1', 'in/a.txt', NULL, 'en', 'utf-8', '0000000000000000000000000000000000000000000000000000000000000000', 'Avel Ledger', 'column', NULL, NULL, 'Port Vell seized 12 boats', 'first line', 0, 25, '2031-05-03', 'day', NULL, NULL, 'dateline', 32, 42, 'Avel', 'NAW', '2031-05-03', 'day', NULL, NULL, 26, 50, 'Port Vell seized 12 boats
Avel, 3 May 2031 (NAW) - Minister Ana Ruiz said the harbour police seized 12 boats off Avel on Monday. “We did not fire,” she told the Ledger.
Share this
');
INSERT INTO reports VALUES (2, 're65aa4da1ca5cdd122e0', 'run1', NULL, 'None.txt', NULL, 'en', NULL, '0000000000000000000000000000000000000000000000000000000000000000', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The harbour of Avel was calm on Tuesday.
');
INSERT INTO reports VALUES (3, 'rc46d7e4a6299317e4501', 'run1', NULL, 'None.txt', NULL, 'en', NULL, '0000000000000000000000000000000000000000000000000000000000000000', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Boats left Port Vell.
');
INSERT INTO authors VALUES ('r9694371f26cf8b32531b', 0, 'P. Ode', 'column', NULL, NULL);
INSERT INTO authors VALUES ('r9694371f26cf8b32531b', 1, 'Q. Ix', 'column', NULL, NULL);
INSERT INTO boilerplate VALUES ('r9694371f26cf8b32531b', 0, 169, 179);
INSERT INTO actors VALUES ('r9694371f26cf8b32531b', 0, 'run1', 'p:ana-ruiz', 'Ana Ruiz', 'person', 'ESP', 'GOV', '["Minister Ruiz"]', '["Q1"]');
INSERT INTO actors VALUES ('r9694371f26cf8b32531b', 1, 'run1', 'c:avel-police', 'harbour police', 'body', NULL, NULL, '[]', '[]');
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'p:ana-ruiz', 0, 51, 68);
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'p:ana-ruiz', 1, 148, 151);
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'c:avel-police', 0, 74, 92);
INSERT INTO statements VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 's1', 'p:ana-ruiz', '[]', 'indirect', 'say', 'the harbour police seized 12 boats off Avel on Monday', NULL, NULL, NULL, NULL, NULL, '2031-05-03', 'day', NULL, NULL, 32, 42, NULL, 0.91234567);
INSERT INTO statements VALUES (2, 'r9694371f26cf8b32531b', 1, 'run1', 's2', 'p:ana-ruiz', '["p:ana-ruiz"]', 'direct', 'deny', 'We did not … fire', 'o:ledger', 157, 167, 152, 167, NULL, NULL, NULL, NULL, NULL, NULL, 's1', 0.5);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'content', 0, 74, 127);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'cue', 0, 69, 73);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'source', 0, 51, 68);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'content', 0, 130, 140);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'content', 1, 141, 145);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'cue', 0, 152, 156);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'source', 0, 148, 151);
INSERT INTO events VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 'e1', 'SEIZE', '["confiscate"]', '["maritime"]', 'claimed', 's1', '["historical"]', 10, 16, 'XXXX-05-02', 'day', '2031-05-02', '2031-05-02', 121, 127, 0.75);
INSERT INTO participants VALUES ('r9694371f26cf8b32531b', 'e1', 'actor', 0, 'c:avel-police', 74, 92);
INSERT INTO participants VALUES ('r9694371f26cf8b32531b', 'e1', 'recipient', 0, NULL, 17, 25);
INSERT INTO quantities VALUES ('r9694371f26cf8b32531b', 'e1', 0, 'boats', 12.0, NULL, 10.0, NULL, 1, 17, 25);
INSERT INTO places VALUES ('r9694371f26cf8b32531b', 'e1', 'Avel', 'ESP', 42, 113, 120);
INSERT INTO omissions VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 'attribute', 'low-score', 'x', 152, 156, NULL);
INSERT INTO omissions VALUES (2, NULL, 0, 'run1', 'acquire', 'empty', 'an empty file', NULL, NULL, 'in/empty.txt');
INSERT INTO links VALUES ('r9694371f26cf8b32531b', 'rc46d7e4a6299317e4501', 'same_story', 0.9, '["shared words: boats"]', 'run1');
INSERT INTO stories VALUES ('s9694371f26cf8b32531b', 'Port Vell seized 12 boats', NULL, NULL, 'run1');
INSERT INTO story_reports VALUES ('s9694371f26cf8b32531b', 0, 'r9694371f26cf8b32531b');
INSERT INTO story_reports VALUES ('s9694371f26cf8b32531b', 1, 'rc46d7e4a6299317e4501');
INSERT INTO judgements VALUES (1, 'r9694371f26cf8b32531b', 'rc46d7e4a6299317e4501', 'same_story', 'unsure', NULL, '[]', 'me', '2031-05-08T10:00:00Z', NULL);
CREATE INDEX reports_by_date ON reports (published, id);
CREATE INDEX actors_by_id ON actors (id, report_id);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX events_by_type ON events (type);
CREATE INDEX participants_by_actor ON participants (actor_id);
CREATE INDEX omissions_by_report ON omissions (report_id);
CREATE INDEX links_by_right ON links (right_id);
CREATE UNIQUE INDEX story_of_report ON story_reports (report_id);
CREATE UNIQUE INDEX copy_of_report ON copy_reports (report_id);
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'judgements are never deleted; retract one instead');
END;
CREATE TRIGGER judgements_do_not_change BEFORE UPDATE ON judgements
WHEN OLD.retracted_at IS NOT NULL
    OR NEW.retracted_at IS NULL
    OR (OLD.number, OLD.left_id, OLD.right_id, OLD.relation, OLD.verdict, OLD.score, OLD.reasons, OLD.judge, OLD.judged_at)
    IS NOT (NEW.number, NEW.left_id, NEW.right_id, NEW.relation, NEW.verdict, NEW.score, NEW.reasons, NEW.judge, NEW.judged_at)
BEGIN
    SELECT RAISE(ABORT, 'a judgement may only be retracted, once');
END;
CREATE VIRTUAL TABLE reports_fts USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    text, content = 'statements', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_fts_insert AFTER INSERT ON reports BEGIN
    INSERT INTO reports_fts (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
END;
CREATE TRIGGER reports_fts_delete AFTER DELETE ON reports BEGIN
    INSERT INTO reports_fts (reports_fts, rowid, title, text) VALUES ('delete', OLD.number, OLD.title, OLD.text);
END;
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, text) VALUES (NEW.number, NEW.text);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, text) VALUES ('delete', OLD.number, OLD.text);
END;
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
INSERT INTO reports_fts (reports_fts) VALUES ('rebuild');
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
