-- What stands in a statement's words as a mark: brackets, ellipses, "[sic]", quoted parts.
CREATE TABLE statement_marks (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    statement_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('brackets', 'ellipsis', 'sic', 'quoted')),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (report_id, statement_id, position)
);
