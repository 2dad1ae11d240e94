-- SPDX-License-Identifier: Apache-2.0
--
-- Version 6: events in the order of their coming, so that a wave of cases is
-- appended together instead of touching a page of each; and nothing twice. Who
-- got which data, which calls were made and what is waited for stands in the
-- events; of calls, a case keeps the counts that operators ask for.

CREATE TABLE events_in_order (
  position INTEGER PRIMARY KEY,
  case_number INTEGER NOT NULL REFERENCES cases (number),
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  payload TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
INSERT INTO events_in_order (case_number, sequence, type, version, at, at_nanos,
  payload, hash)
SELECT case_number, sequence, type, version, at, at_nanos, payload, hash
FROM events ORDER BY case_number, sequence;
DROP TABLE events;
ALTER TABLE events_in_order RENAME TO events;
CREATE UNIQUE INDEX events_of_case ON events (case_number, sequence);

ALTER TABLE cases ADD COLUMN calls_open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN calls_unknown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN calls_again INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET
  calls_open = (SELECT count(*) FROM intents AS i
    WHERE i.case_number = cases.number AND i.state = 'open'),
  calls_unknown = (SELECT count(*) FROM intents AS i
    WHERE i.case_number = cases.number AND i.state = 'unknown'),
  calls_again = (SELECT count(*) FROM intents AS i
    WHERE i.case_number = cases.number AND i.attempt > 1);
DROP TABLE intents;
DROP TABLE timers;
DROP TABLE ledger;

PRAGMA user_version = 6;
