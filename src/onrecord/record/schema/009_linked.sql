-- Matters whose claims are linked already, with a digest of all that bears on them: linking again leaves
-- those alone in which nothing has changed.
CREATE TABLE linked_matters (
    matter_id TEXT PRIMARY KEY,
    digest TEXT NOT NULL
);
CREATE INDEX links_by_left ON links (left_id);
