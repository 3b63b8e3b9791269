-- So that pages of a large record answer at once: whose statements stand in a report, and reports from the newest on.

CREATE INDEX statements_of_report ON statements (report_id, speaker);
CREATE INDEX participants_of_report ON participants (report_id, actor_id);
CREATE INDEX reports_newest ON reports (CASE WHEN published GLOB 'X*' THEN NULL ELSE published END, id);
