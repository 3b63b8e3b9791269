-- What linking needs of every report at once, kept so that linking again reads only what is new. made_from is a
-- digest of all that bears on it. terms and sequences hold 64-bit numbers, weights 32-bit ones, little-endian;
-- uses is a JSON array of [kind, actor, term, start, end].
CREATE TABLE signatures (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    made_from TEXT NOT NULL,
    terms BLOB NOT NULL,
    weights BLOB NOT NULL,
    sequences BLOB NOT NULL,
    words INTEGER NOT NULL,
    uses TEXT NOT NULL
);
