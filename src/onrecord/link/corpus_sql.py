"""The queries of `corpus`. Which pairs are what they are proposed for, the modules named here say."""

from __future__ import annotations

from onrecord.link.copies import CONTAINMENT, LEAST_SHARED
from onrecord.link.matters import COMMON, RARE_FLOOR, SCALE

TABLES = """
CREATE TABLE reports (n INTEGER, id TEXT, run TEXT, outlet TEXT, day TEXT, words BIGINT, reading BLOB);
CREATE TABLE terms (n INTEGER, term UBIGINT, weight BIGINT);
CREATE TABLE sequences (n INTEGER, sequence UBIGINT);
CREATE TABLE actors
    (n INTEGER, actor TEXT, called TEXT, name TEXT, kind TEXT, country TEXT, known TEXT, day TEXT);
CREATE TABLE uses
    (n INTEGER, place INTEGER, kind TEXT, actor TEXT, term TEXT, start_char INTEGER, end_char INTEGER);
CREATE TABLE pairs (made INTEGER, l INTEGER, r INTEGER, value DOUBLE);
CREATE TABLE matter_of (n INTEGER, matter INTEGER);
CREATE TABLE component_of (n INTEGER, component INTEGER);
CREATE TABLE who
    (name TEXT, kind TEXT, country TEXT, matter TEXT, known TEXT, day TEXT, identity TEXT);
CREATE TABLE stories (n INTEGER, story TEXT);
"""

# Matters: pairs that share a term which is not common.
RARE = f"""
CREATE TABLE held AS SELECT * FROM terms WHERE term IN
    (SELECT term FROM terms GROUP BY term HAVING count(*) BETWEEN 2 AND {COMMON});
CREATE TABLE candidates (l INTEGER, r INTEGER);
"""
PROPOSE = f"""
INSERT INTO candidates SELECT a.n, b.n FROM held AS a JOIN held AS b ON a.term = b.term AND a.n < b.n
WHERE a.n >= ? AND a.n < ? GROUP BY a.n, b.n HAVING sum(a.weight * b.weight) >= {RARE_FLOOR * SCALE**2}
"""
INSIDE = """
SELECT a.component, l, r, value FROM pairs
JOIN component_of AS a ON a.n = l JOIN component_of AS b ON b.n = r AND b.component = a.component
ORDER BY a.component, l, r
"""
MATTERS = """
CREATE TABLE matters AS SELECT n, matter, id FROM matter_of JOIN (
    SELECT matter, 'm' || substr(min((day, reports.id))[2], 2) AS id
    FROM matter_of JOIN reports USING (n) GROUP BY matter) USING (matter)
"""
MEMBERS = """
SELECT m.id, r.run, r.day, r.reading, w.who FROM matters AS m JOIN reports AS r USING (n)
LEFT JOIN (SELECT n, list((actor, identity) ORDER BY actor) AS who FROM identities GROUP BY n) AS w USING (n)
ORDER BY m.id, r.id
"""

# Who is who: a node is what one name, kind and country make one within a matter.
NODES = """
CREATE TABLE appearances AS SELECT a.n, a.actor, a.called, a.name, a.kind, a.country, a.known, a.day,
    r.id AS report, r.day AS date, CASE WHEN a.known = '' THEN m.id ELSE '' END AS matter
    FROM actors AS a JOIN reports AS r USING (n) JOIN matters AS m USING (n);
"""
FIRST = """
SELECT name, kind, country, matter, known, day, first[1], first[2], first[3] FROM (
    SELECT name, kind, country, matter, known, day, min((date, report, actor)) AS first
    FROM appearances GROUP BY ALL)
ORDER BY name, kind, country, matter, known, day
"""
IDENTITIES = """
CREATE TABLE identities AS SELECT a.n, a.actor, a.called, w.identity
    FROM appearances AS a JOIN who AS w USING (name, kind, country, matter, known, day)
"""
WITHIN = """
SELECT name, kind, country, matter, known, day, list(actor ORDER BY date, report, actor)
FROM appearances WHERE known = '' GROUP BY ALL HAVING count(DISTINCT actor) > 1
ORDER BY name, kind, country, matter, known, day
"""

# Copies: sequences that an outlet repeats in reports of different stories are left out.
FURNITURE = """
CREATE TABLE placed AS SELECT n, outlet, story, sequence
    FROM sequences JOIN reports USING (n) JOIN stories USING (n);
CREATE TABLE furniture AS SELECT outlet, sequence FROM placed WHERE outlet <> ''
    GROUP BY outlet, sequence HAVING min(story) <> max(story);
CREATE TABLE kept AS SELECT p.n, p.sequence FROM placed AS p
    ANTI JOIN furniture AS f ON f.outlet = p.outlet AND f.sequence = p.sequence;
CREATE TABLE sizes AS SELECT n, count(*) AS size FROM kept GROUP BY n;
CREATE TABLE twice AS SELECT n, sequence FROM kept WHERE sequence IN
    (SELECT sequence FROM kept GROUP BY sequence HAVING count(*) > 1);
CREATE TABLE in_common (l INTEGER, r INTEGER, shared BIGINT, shorter BIGINT);
"""
OVERLAP = f"""
INSERT INTO in_common SELECT l, r, shared, least(x.size, y.size) FROM (
    SELECT a.n AS l, b.n AS r, count(*) AS shared FROM twice AS a JOIN twice AS b
    ON a.sequence = b.sequence AND a.n < b.n WHERE a.n >= ? AND a.n < ? GROUP BY a.n, b.n)
JOIN sizes AS x ON x.n = l JOIN sizes AS y ON y.n = r
WHERE shared >= {LEAST_SHARED} OR (shared = x.size AND shared = y.size)
"""
OVERLAPPING = f"SELECT l, r FROM in_common WHERE shared >= {CONTAINMENT} * shorter ORDER BY l, r"
SHARED = """
SELECT a.component, l, r, shared FROM in_common
JOIN component_of AS a ON a.n = l JOIN component_of AS b ON b.n = r AND b.component = a.component
ORDER BY a.component, l, r
"""
SHARING = """
SELECT c.component, n, s.size, r.reading
FROM component_of AS c JOIN reports AS r USING (n) JOIN sizes AS s USING (n)
WHERE c.component IN (SELECT component FROM component_of GROUP BY component HAVING count(*) > 1)
ORDER BY c.component, r.id
"""

# Wordings: how often each outlet uses a term for somebody, where first, and the name that most reports give.
LENGTHS = "SELECT outlet, sum(words)::BIGINT FROM reports WHERE outlet <> '' GROUP BY outlet"
COUNTED = """
WITH called AS (
    SELECT identity, first(called ORDER BY times DESC, called) AS called FROM (
        SELECT identity, called, count(*) AS times FROM identities JOIN reports USING (n)
        WHERE outlet <> '' GROUP BY identity, called)
    GROUP BY identity),
counted AS (
    SELECT u.kind, coalesce(i.identity, u.actor) AS about, r.outlet, u.term, count(*) AS times,
        min((r.id, u.place, u.start_char, u.end_char)) AS place
    FROM uses AS u JOIN reports AS r USING (n)
    LEFT JOIN identities AS i ON i.n = u.n AND i.actor = u.actor
    WHERE r.outlet <> '' GROUP BY ALL)
SELECT kind, about, called.called, outlet, term, times, place[1], place[3], place[4]
FROM counted LEFT JOIN called ON identity = about ORDER BY kind, coalesce(about, ''), outlet, term
"""
