-- What the one-report stages found. Offsets are characters into reports.text, half-open.
-- Lists of plain strings (modes, aliases, ...) are JSON arrays. Only runs.started holds a clock.

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
CREATE INDEX reports_by_date ON reports (published, id);

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

-- One row for each actor of each report; the same id in two reports is the same actor.
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
CREATE INDEX actors_by_id ON actors (id, report_id);

CREATE TABLE mentions (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, actor_id, position)
);

-- text: the content as the report words it; spans that stand apart are joined by " … ".
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
CREATE INDEX statements_by_speaker ON statements (speaker);

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
CREATE INDEX events_by_type ON events (type);

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
CREATE INDEX participants_by_actor ON participants (actor_id);

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

-- report_id is empty for what never became a report (an unreadable file).
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
CREATE INDEX omissions_by_report ON omissions (report_id);
