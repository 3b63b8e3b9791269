-- Across reports: matters, claims, denials, who is who, wording. All of it is derived by `onrecord link`.

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
CREATE UNIQUE INDEX matter_of_report ON matter_reports (report_id);

-- part_of is the claim of the next weaker tier that holds this one. figures is a JSON array.
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    tier TEXT NOT NULL CHECK (tier IN ('same_words', 'same_claim', 'same_position')),
    text TEXT NOT NULL,
    part_of TEXT,
    figures TEXT NOT NULL DEFAULT '[]',
    run_id TEXT NOT NULL REFERENCES runs (id)
);

-- One row for each statement of a claim. clause counts the assertions of the statement from 0;
-- content is a JSON array of pairs of offsets, the clause inside the statement.
CREATE TABLE claim_statements (
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    clause INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (claim_id, position)
);
CREATE INDEX claims_of_statement ON claim_statements (report_id, statement_id, clause);

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
CREATE INDEX denials_of ON denials (denied_report_id, denied_statement_id, denied_clause);

-- Which actors of different reports are one: they have the same identity. Why stands in links.
CREATE TABLE identities (
    report_id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    PRIMARY KEY (report_id, actor_id)
);
CREATE INDEX actors_of_identity ON identities (identity);

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
CREATE INDEX wordings_by_actor ON wordings (about);
