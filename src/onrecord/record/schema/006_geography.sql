-- Where an event's place lies and how it was told from others; what an actor's country was read from.
ALTER TABLE places ADD COLUMN latitude REAL;
ALTER TABLE places ADD COLUMN longitude REAL;
ALTER TABLE places ADD COLUMN admin1 TEXT;
ALTER TABLE places ADD COLUMN admin1_code TEXT;
ALTER TABLE places ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE actors ADD COLUMN country_from TEXT;
ALTER TABLE actors ADD COLUMN country_start INTEGER;
ALTER TABLE actors ADD COLUMN country_end INTEGER;
