-- SPDX-License-Identifier: Apache-2.0
--
-- Version 1 of the schema: everything. Runs inside one transaction; what is
-- already there stays, so that a step that is run twice is without effect.
-- A released step is never edited: a change is a new file with the next number.
--
-- A moment is two columns: seconds since 1970 UTC, and nanoseconds after that.
-- Cases have a number so that the rows of one case lie together and new cases
-- are appended instead of being scattered over the file.

CREATE TABLE IF NOT EXISTS cases (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  workflow TEXT NOT NULL,
  definition TEXT NOT NULL,
  submission_key TEXT NOT NULL,
  input_digest TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_nanos INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_nanos INTEGER NOT NULL,
  due INTEGER,
  wake_at INTEGER,
  wake_nanos INTEGER,
  attention INTEGER NOT NULL,
  length INTEGER NOT NULL,
  head BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS cases_by_state ON cases (state, id);
CREATE INDEX IF NOT EXISTS cases_by_subject ON cases (subject, id)
  WHERE subject <> '';
CREATE INDEX IF NOT EXISTS cases_by_attention ON cases (id)
  WHERE attention = 1;
CREATE INDEX IF NOT EXISTS cases_by_wake ON cases (wake_at, wake_nanos, id)
  WHERE wake_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS events (
  case_number INTEGER NOT NULL REFERENCES cases (number),
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  payload TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (case_number, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tasks (
  id TEXT PRIMARY KEY,
  case_number INTEGER NOT NULL REFERENCES cases (number),
  step TEXT NOT NULL,
  kind TEXT NOT NULL,
  department TEXT NOT NULL,
  role TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  assignee TEXT NOT NULL,
  version INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_nanos INTEGER NOT NULL,
  due INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tasks_by_case ON tasks (case_number, id);
CREATE INDEX IF NOT EXISTS tasks_open ON tasks (department, id)
  WHERE state <> 'closed';

CREATE TABLE IF NOT EXISTS timers (
  case_number INTEGER NOT NULL REFERENCES cases (number),
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  PRIMARY KEY (case_number, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ledger (
  case_number INTEGER NOT NULL REFERENCES cases (number),
  position INTEGER NOT NULL,
  step TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  recipient TEXT NOT NULL,
  service TEXT NOT NULL,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  sensitivity TEXT NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  PRIMARY KEY (case_number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS intents (
  case_number INTEGER NOT NULL REFERENCES cases (number),
  key TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  step TEXT NOT NULL,
  recipient TEXT NOT NULL,
  request BLOB NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (case_number, key, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS definitions (
  hash TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

-- A lease that was given back keeps its row, with an empty worker: its epoch
-- must never be given out again. A case that is leased need not exist yet.
CREATE TABLE IF NOT EXISTS leases (
  case_id TEXT PRIMARY KEY,
  worker TEXT NOT NULL,
  lock TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  since_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
