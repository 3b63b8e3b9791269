-- What the across-report stages found, and what people judge.

CREATE TABLE links (
    left_id TEXT NOT NULL,
    right_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    run_id TEXT NOT NULL REFERENCES runs (id),
    PRIMARY KEY (relation, left_id, right_id)
);
CREATE INDEX links_by_right ON links (right_id);

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
CREATE UNIQUE INDEX story_of_report ON story_reports (report_id);

-- origin is the report that the others repeat; agency is the news agency that a dateline names.
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
CREATE UNIQUE INDEX copy_of_report ON copy_reports (report_id);

-- Append-only: a judgement is undone by writing when it was retracted, never by changing or deleting it.
-- relation says in which sense two reports are the same; it is empty for actors.
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
