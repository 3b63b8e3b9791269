-- What `onrecord watch` has seen and what is due, beside the archives it is about.

PRAGMA user_version = 1;

-- An address that the user named (seed) or a feed listed. target is where its redirects have led to so far;
-- validated is the address that etag and modified came from. row is what the feed says of it (JSON).
-- due is when to ask next and since when it was first due, in seconds since 1970; no due where nothing is left
-- to do. told is the last omission, so that one that stays is kept once.
CREATE TABLE IF NOT EXISTS addresses (
    number INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    seed INTEGER NOT NULL DEFAULT 0,
    due REAL,
    since REAL NOT NULL,
    target TEXT NOT NULL,
    host TEXT NOT NULL,
    hops INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    validated TEXT,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    marker TEXT NOT NULL DEFAULT '',
    told TEXT,
    row TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX IF NOT EXISTS addresses_due ON addresses (due) WHERE due IS NOT NULL;

CREATE TABLE IF NOT EXISTS hosts (
    host TEXT PRIMARY KEY,
    ready REAL NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS robots (
    origin TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    until REAL NOT NULL
);

-- Bytes behind `bytes` were written by a process that was killed, and do not count.
CREATE TABLE IF NOT EXISTS archives (
    name TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS added (
    name TEXT NOT NULL REFERENCES archives (name),
    record TEXT NOT NULL,
    PRIMARY KEY (name, record)
);
