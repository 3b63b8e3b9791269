-- A record of schema 9, as onrecord wrote it at commit b8c9eec: invented reports, by hand.
PRAGMA application_id = 1869509219;
PRAGMA user_version = 9;
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
    outside_ids TEXT NOT NULL DEFAULT '[]', country_from TEXT, country_start INTEGER, country_end INTEGER,
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
    end_char INTEGER NOT NULL, latitude REAL, longitude REAL, admin1 TEXT, admin1_code TEXT, why TEXT NOT NULL DEFAULT '',
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
CREATE TABLE matters (
    id TEXT PRIMARY KEY,
    title TEXT,
    first_date TEXT,
    last_date TEXT,
    run_id TEXT NOT NULL REFERENCES runs (id)
);
CREATE TABLE matter_reports (
    matter_id TEXT NOT NULL REFERENCES matters (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (matter_id, position)
);
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    tier TEXT NOT NULL CHECK (tier IN ('same_words', 'same_claim', 'same_position')),
    text TEXT NOT NULL,
    part_of TEXT,
    figures TEXT NOT NULL DEFAULT '[]',
    run_id TEXT NOT NULL REFERENCES runs (id)
);
CREATE TABLE claim_statements (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    clause INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
);
CREATE TABLE denials (
    report_id TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    clause INTEGER NOT NULL,
    content TEXT NOT NULL,
    denied_report_id TEXT NOT NULL,
    denied_statement_id TEXT NOT NULL,
    denied_clause INTEGER NOT NULL,
    denied_content TEXT NOT NULL,
    kind TEXT NOT NULL,
    tier TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    run_id TEXT NOT NULL REFERENCES runs (id),
    PRIMARY KEY (report_id, statement_id, clause, denied_report_id, denied_statement_id, denied_clause)
);
CREATE TABLE identities (
    report_id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (report_id, actor_id)
);
CREATE TABLE wordings (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    about TEXT,
    name TEXT,
    outlet TEXT NOT NULL,
    term TEXT NOT NULL,
    count INTEGER NOT NULL,
    total INTEGER NOT NULL,
    others INTEGER NOT NULL,
    others_total INTEGER NOT NULL,
    log_odds REAL NOT NULL,
    z REAL NOT NULL,
    report_id TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id)
);
CREATE TABLE statement_marks (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    statement_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('brackets', 'ellipsis', 'sic', 'quoted')),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, statement_id, position)
);
CREATE TABLE linked_matters (
    matter_id TEXT PRIMARY KEY,
    digest TEXT NOT NULL
);
INSERT INTO runs VALUES ('run1', '0.1.0', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', NULL);
INSERT INTO runs VALUES ('run-c914a293f97bd43d', '0.1.0', 'a2c513b62a11bb3690382969159f0e58f8578325c0a34161b3a7376f79dbae87', NULL);
INSERT INTO run_models VALUES ('run1', 'attribution', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
INSERT INTO run_models VALUES ('run-c914a293f97bd43d', 'attribute/model', 'f7d432784b9e102915ff795f59845424a0614afb7a409fd55f08b6837efd4a2f');
INSERT INTO run_models VALUES ('run-c914a293f97bd43d', 'code_events/model', '6dd7d12d837954d9e13a6fe2900e1540606970caf0fba48233e66576af74a228');
INSERT INTO reports VALUES (1, 'r9694371f26cf8b32531b', 'run1', 'a1', 'in/a.txt', NULL, 'en', 'utf-8', '0000000000000000000000000000000000000000000000000000000000000000', 'Avel Ledger', 'column', NULL, NULL, 'Port Vell seized 12 boats', 'first line', 0, 25, '2031-05-03', 'day', NULL, NULL, 'dateline', 32, 42, 'Avel', 'NAW', '2031-05-03', 'day', NULL, NULL, 26, 50, 'Port Vell seized 12 boats
Avel, 3 May 2031 (NAW) - Minister Ana Ruiz said the harbour police seized 12 boats off Avel on Monday. “We did not fire,” she told the Ledger.
Share this
');
INSERT INTO reports VALUES (2, 'r27fa9070871bba98c71d', 'run1', NULL, NULL, NULL, 'en', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'Outlet 0', 'column', NULL, NULL, 'Boats of Port Vell', 'column', NULL, NULL, '2031-05-01', 'day', NULL, NULL, 'column', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The dispute of Avel and Baia over the boats of Port Vell goes on since the coast guard and the harbour police met the fishermen of the Marisol there in the spring of 2031.
Ana Ruiz say the harbour police of Avel had seized twelve boats off Port Vell on Monday.');
INSERT INTO reports VALUES (3, 'rcb77ea7ab38655f4bcef', 'run1', NULL, NULL, NULL, 'en', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'Outlet 1', 'column', NULL, NULL, 'Boats of Port Vell', 'column', NULL, NULL, '2031-05-02', 'day', NULL, NULL, 'column', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The dispute of Avel and Baia over the boats of Port Vell goes on since the coast guard and the harbour police met the fishermen of the Marisol there in the spring of 2031.
Otto Brill say the harbour police of Avel had seized twelve boats off Port Vell on Monday.');
INSERT INTO reports VALUES (4, 'rec3484f2fbdca49b59b5', 'run1', NULL, NULL, NULL, 'en', NULL, '0000000000000000000000000000000000000000000000000000000000000000', 'Outlet 2', 'column', NULL, NULL, 'Boats of Port Vell', 'column', NULL, NULL, '2031-05-03', 'day', NULL, NULL, 'column', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The dispute of Avel and Baia over the boats of Port Vell goes on since the coast guard and the harbour police met the fishermen of the Marisol there in the spring of 2031.
Lena Holt deny the harbour police had seized twelve boats off Port Vell.');
INSERT INTO authors VALUES ('r9694371f26cf8b32531b', 0, 'P. Ode', 'column', NULL, NULL);
INSERT INTO authors VALUES ('r9694371f26cf8b32531b', 1, 'Q. Ix', 'column', NULL, NULL);
INSERT INTO boilerplate VALUES ('r9694371f26cf8b32531b', 0, 169, 179);
INSERT INTO actors VALUES ('r9694371f26cf8b32531b', 0, 'run1', 'p:ana-ruiz', 'Ana Ruiz', 'person', 'ESP', 'GOV', '["Minister Ruiz"]', '["Q1"]', NULL, NULL, NULL);
INSERT INTO actors VALUES ('r9694371f26cf8b32531b', 1, 'run1', 'c:avel-police', 'harbour police', 'body', NULL, NULL, '[]', '[]', NULL, NULL, NULL);
INSERT INTO actors VALUES ('r27fa9070871bba98c71d', 0, 'run1', 'r27fa9070871bba98c71d-a0', 'Ana Ruiz', 'person', NULL, NULL, '[]', '[]', NULL, NULL, NULL);
INSERT INTO actors VALUES ('rcb77ea7ab38655f4bcef', 0, 'run1', 'rcb77ea7ab38655f4bcef-a0', 'Otto Brill', 'person', NULL, NULL, '[]', '[]', NULL, NULL, NULL);
INSERT INTO actors VALUES ('rec3484f2fbdca49b59b5', 0, 'run1', 'rec3484f2fbdca49b59b5-a0', 'Lena Holt', 'person', NULL, NULL, '[]', '[]', NULL, NULL, NULL);
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'p:ana-ruiz', 0, 51, 68);
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'p:ana-ruiz', 1, 148, 151);
INSERT INTO mentions VALUES ('r9694371f26cf8b32531b', 'c:avel-police', 0, 74, 92);
INSERT INTO mentions VALUES ('r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-a0', 0, 172, 180);
INSERT INTO mentions VALUES ('rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-a0', 0, 172, 182);
INSERT INTO mentions VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-a0', 0, 172, 181);
INSERT INTO statements VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 's1', 'p:ana-ruiz', '[]', 'indirect', 'say', 'the harbour police seized 12 boats off Avel on Monday', NULL, NULL, NULL, NULL, NULL, '2031-05-03', 'day', NULL, NULL, 32, 42, NULL, 0.91234567);
INSERT INTO statements VALUES (2, 'r9694371f26cf8b32531b', 1, 'run1', 's2', 'p:ana-ruiz', '["p:ana-ruiz"]', 'direct', 'deny', 'We did not … fire', 'o:ledger', 157, 167, 152, 167, NULL, NULL, NULL, NULL, NULL, NULL, 's1', 0.5);
INSERT INTO statements VALUES (3, 'r27fa9070871bba98c71d', 0, 'run1', 'r27fa9070871bba98c71d-s1', 'r27fa9070871bba98c71d-a0', '[]', 'indirect', 'say', 'the harbour police of Avel had seized twelve boats off Port Vell on Monday', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.9);
INSERT INTO statements VALUES (4, 'rcb77ea7ab38655f4bcef', 0, 'run1', 'rcb77ea7ab38655f4bcef-s1', 'rcb77ea7ab38655f4bcef-a0', '[]', 'indirect', 'say', 'the harbour police of Avel had seized twelve boats off Port Vell on Monday', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.9);
INSERT INTO statements VALUES (5, 'rec3484f2fbdca49b59b5', 0, 'run1', 'rec3484f2fbdca49b59b5-s1', 'rec3484f2fbdca49b59b5-a0', '[]', 'indirect', 'deny', 'the harbour police had seized twelve boats off Port Vell', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.9);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'content', 0, 74, 127);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'cue', 0, 69, 73);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's1', 'source', 0, 51, 68);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'content', 0, 130, 140);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'content', 1, 141, 145);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'cue', 0, 152, 156);
INSERT INTO statement_spans VALUES ('r9694371f26cf8b32531b', 's2', 'source', 0, 148, 151);
INSERT INTO statement_spans VALUES ('r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 'content', 0, 185, 259);
INSERT INTO statement_spans VALUES ('r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 'cue', 0, 181, 184);
INSERT INTO statement_spans VALUES ('r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 'source', 0, 172, 180);
INSERT INTO statement_spans VALUES ('rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 'content', 0, 187, 261);
INSERT INTO statement_spans VALUES ('rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 'cue', 0, 183, 186);
INSERT INTO statement_spans VALUES ('rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 'source', 0, 172, 182);
INSERT INTO statement_spans VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 'content', 0, 187, 243);
INSERT INTO statement_spans VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 'cue', 0, 182, 186);
INSERT INTO statement_spans VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 'source', 0, 172, 181);
INSERT INTO events VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 'e1', 'SEIZE', '["confiscate"]', '["maritime"]', 'claimed', 's1', '["historical"]', 10, 16, 'XXXX-05-02', 'day', '2031-05-02', '2031-05-02', 121, 127, 0.75);
INSERT INTO participants VALUES ('r9694371f26cf8b32531b', 'e1', 'actor', 0, 'c:avel-police', 74, 92);
INSERT INTO participants VALUES ('r9694371f26cf8b32531b', 'e1', 'recipient', 0, NULL, 17, 25);
INSERT INTO quantities VALUES ('r9694371f26cf8b32531b', 'e1', 0, 'boats', 12.0, NULL, 10.0, NULL, 1, 17, 25);
INSERT INTO places VALUES ('r9694371f26cf8b32531b', 'e1', 'Avel', 'ESP', 42, 113, 120, 40.5, -3.25, 'Avelia', 'ES.99', 'only place of that name');
INSERT INTO omissions VALUES (1, 'r9694371f26cf8b32531b', 0, 'run1', 'attribute', 'low-score', 'x', 152, 156, NULL);
INSERT INTO omissions VALUES (2, NULL, 0, 'run1', 'acquire', 'empty', 'an empty file', NULL, NULL, 'in/empty.txt');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'r9694371f26cf8b32531b', 'same_matter', 0.6621, '["shared names: vell, avel, port, ana, ruiz", "shared words: boats, port vell, boats port, harbour, ana ruiz, harbour police"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rec3484f2fbdca49b59b5', 'same_matter', 0.8642, '["shared names: vell, port, avel, baia, boats, marisol", "shared words: boats port, port vell, harbour, harbour police, avel baia, baia boats"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rcb77ea7ab38655f4bcef', 'same_matter', 0.8885, '["shared names: vell, avel, port, baia, boats, marisol", "shared words: boats port, port vell, harbour, harbour police, avel baia, baia boats"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'r9694371f26cf8b32531b', 'same_story', 1.0, '["shared names: vell, avel, ana, ruiz, port", "shared words: 2031, boats, port vell, boats port, ana ruiz, seized"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rec3484f2fbdca49b59b5', 'same_story', 1.0, '["shared names: vell, port, avel, baia, boats, marisol", "shared words: 2031, boats port, port vell, harbour, harbour police, police"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rcb77ea7ab38655f4bcef', 'same_story', 1.0, '["shared names: vell, avel, port, baia, boats, marisol", "shared words: 2031, boats port, port vell, harbour, harbour police, police"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rec3484f2fbdca49b59b5', 'copy_of', 0.7674, '["shares 33 five-word sequences; the texts have 47 and 43"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d', 'rcb77ea7ab38655f4bcef', 'copy_of', 0.8723, '["shares 41 five-word sequences; the texts have 47 and 47"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('rec3484f2fbdca49b59b5', 'rcb77ea7ab38655f4bcef', 'copy_of', 0.7674, '["shares 33 five-word sequences; the texts have 43 and 47"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d/r27fa9070871bba98c71d-s1/0', 'r9694371f26cf8b32531b/s1/0', 'same_claim', 0.6898, '["same claim", "shared: police, seize, ship, avel, harbour", "0.69 of the weight in common"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r27fa9070871bba98c71d/r27fa9070871bba98c71d-s1/0', 'rcb77ea7ab38655f4bcef/rcb77ea7ab38655f4bcef-s1/0', 'same_claim', 1.0, '["same words", "a run of 14 words"]', 'run-c914a293f97bd43d');
INSERT INTO links VALUES ('r9694371f26cf8b32531b/s1/0', 'rcb77ea7ab38655f4bcef/rcb77ea7ab38655f4bcef-s1/0', 'same_claim', 0.6898, '["same claim", "shared: police, seize, ship, avel, harbour", "0.69 of the weight in common"]', 'run-c914a293f97bd43d');
INSERT INTO stories VALUES ('s27fa9070871bba98c71d', 'Boats of Port Vell', '2031-05-01', '2031-05-03', 'run-c914a293f97bd43d');
INSERT INTO story_reports VALUES ('s27fa9070871bba98c71d', 0, 'r27fa9070871bba98c71d');
INSERT INTO story_reports VALUES ('s27fa9070871bba98c71d', 1, 'rcb77ea7ab38655f4bcef');
INSERT INTO story_reports VALUES ('s27fa9070871bba98c71d', 2, 'r9694371f26cf8b32531b');
INSERT INTO story_reports VALUES ('s27fa9070871bba98c71d', 3, 'rec3484f2fbdca49b59b5');
INSERT INTO copies VALUES ('c27fa9070871bba98c71d', 'Boats of Port Vell', '2031-05-01', '2031-05-03', 'r27fa9070871bba98c71d', NULL, 'run-c914a293f97bd43d');
INSERT INTO copy_reports VALUES ('c27fa9070871bba98c71d', 0, 'r27fa9070871bba98c71d');
INSERT INTO copy_reports VALUES ('c27fa9070871bba98c71d', 1, 'rcb77ea7ab38655f4bcef');
INSERT INTO copy_reports VALUES ('c27fa9070871bba98c71d', 2, 'rec3484f2fbdca49b59b5');
INSERT INTO judgements VALUES (1, 'r27fa9070871bba98c71d', 'r9694371f26cf8b32531b', 'same_story', 'unsure', NULL, '[]', 'me', '2031-05-08T10:00:00Z', NULL);
INSERT INTO matters VALUES ('m27fa9070871bba98c71d', 'Boats of Port Vell', '2031-05-01', '2031-05-03', 'run-c914a293f97bd43d');
INSERT INTO matter_reports VALUES ('m27fa9070871bba98c71d', 0, 'r27fa9070871bba98c71d');
INSERT INTO matter_reports VALUES ('m27fa9070871bba98c71d', 1, 'rcb77ea7ab38655f4bcef');
INSERT INTO matter_reports VALUES ('m27fa9070871bba98c71d', 2, 'r9694371f26cf8b32531b');
INSERT INTO matter_reports VALUES ('m27fa9070871bba98c71d', 3, 'rec3484f2fbdca49b59b5');
INSERT INTO claims VALUES ('k73a6f1847a30bf2d', 'same_claim', 'the harbour police of Avel had seized twelve boats off Port Vell on Monday', NULL, '[]', 'run-c914a293f97bd43d');
INSERT INTO claims VALUES ('w73a6f1847a30bf2d', 'same_words', 'the harbour police of Avel had seized twelve boats off Port Vell on Monday', 'k73a6f1847a30bf2d', '[]', 'run-c914a293f97bd43d');
INSERT INTO claim_statements VALUES ('k73a6f1847a30bf2d', 0, 'r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 0, '[[185, 259]]');
INSERT INTO claim_statements VALUES ('k73a6f1847a30bf2d', 1, 'rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 0, '[[187, 261]]');
INSERT INTO claim_statements VALUES ('k73a6f1847a30bf2d', 2, 'r9694371f26cf8b32531b', 's1', 0, '[[74, 127]]');
INSERT INTO claim_statements VALUES ('w73a6f1847a30bf2d', 0, 'r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 0, '[[185, 259]]');
INSERT INTO claim_statements VALUES ('w73a6f1847a30bf2d', 1, 'rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 0, '[[187, 261]]');
INSERT INTO denials VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 0, '[[187, 243]]', 'r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-s1', 0, '[[185, 259]]', 'denial', 'same_claim', 0.7945, '["deny: police, seize, ship, harbour, port, vell"]', 'run-c914a293f97bd43d');
INSERT INTO denials VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 0, '[[187, 243]]', 'r9694371f26cf8b32531b', 's1', 0, '[[74, 127]]', 'denial', 'same_position', 0.458, '["deny: police, seize, ship, harbour"]', 'run-c914a293f97bd43d');
INSERT INTO denials VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-s1', 0, '[[187, 243]]', 'rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-s1', 0, '[[187, 261]]', 'denial', 'same_claim', 0.7945, '["deny: police, seize, ship, harbour, port, vell"]', 'run-c914a293f97bd43d');
INSERT INTO identities VALUES ('r9694371f26cf8b32531b', 'c:avel-police', 'c:avel-police');
INSERT INTO identities VALUES ('r9694371f26cf8b32531b', 'p:ana-ruiz', 'p:ana-ruiz');
INSERT INTO identities VALUES ('r27fa9070871bba98c71d', 'r27fa9070871bba98c71d-a0', 'r27fa9070871bba98c71d-a0');
INSERT INTO identities VALUES ('rec3484f2fbdca49b59b5', 'rec3484f2fbdca49b59b5-a0', 'rec3484f2fbdca49b59b5-a0');
INSERT INTO identities VALUES ('rcb77ea7ab38655f4bcef', 'rcb77ea7ab38655f4bcef-a0', 'rcb77ea7ab38655f4bcef-a0');
INSERT INTO wordings VALUES (0, 'verb', NULL, NULL, 'Outlet 0', 'say', 1, 1, 1, 4, 0.4055, 0.6411, 'r27fa9070871bba98c71d', 181, 184, 'run-c914a293f97bd43d');
INSERT INTO wordings VALUES (1, 'verb', NULL, NULL, 'Outlet 1', 'say', 1, 1, 1, 4, 0.4055, 0.6411, 'rcb77ea7ab38655f4bcef', 183, 186, 'run-c914a293f97bd43d');
INSERT INTO statement_marks VALUES ('r9694371f26cf8b32531b', 's1', 0, 'quoted', 93, 117);
INSERT INTO linked_matters VALUES ('m27fa9070871bba98c71d', 'ae8982c4d2c857e168cf4c7088dff587a5ad5fa511a41394b9b86415aacb440a');
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
CREATE UNIQUE INDEX matter_of_report ON matter_reports (report_id);
CREATE INDEX claims_of_statement ON claim_statements (report_id, statement_id, clause);
CREATE INDEX denials_of ON denials (denied_report_id, denied_statement_id, denied_clause);
CREATE INDEX actors_of_identity ON identities (identity);
CREATE INDEX wordings_by_actor ON wordings (about);
CREATE INDEX statements_of_report ON statements (report_id, speaker);
CREATE INDEX participants_of_report ON participants (report_id, actor_id);
CREATE INDEX reports_newest ON reports (CASE WHEN published GLOB 'X*' THEN NULL ELSE published END, id);
CREATE INDEX links_by_left ON links (left_id);
INSERT INTO reports_fts (reports_fts) VALUES ('rebuild');
INSERT INTO statements_fts (statements_fts) VALUES ('rebuild');
