-- SPDX-License-Identifier: Apache-2.0
--
-- What all versions of the schema come to: a new database is made of this at
-- once, instead of going through every version there ever was. Each sentence is
-- what SQLite itself says of a database that did (SELECT sql FROM
-- sqlite_schema), and a test compares the two.

PRAGMA application_id = 1332634964;

CREATE TABLE cases (
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
, calls_open INTEGER NOT NULL DEFAULT 0, calls_unknown INTEGER NOT NULL DEFAULT 0, calls_again INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE tasks (
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

CREATE TABLE definitions (
  hash TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE leases (
  case_id TEXT PRIMARY KEY,
  worker TEXT NOT NULL,
  lock TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  since INTEGER NOT NULL,
  since_nanos INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sealing_keys (
  id TEXT PRIMARY KEY,
  suite TEXT NOT NULL,
  master TEXT NOT NULL,
  wrapped BLOB NOT NULL,
  label BLOB NOT NULL,
  erased_at INTEGER,
  erased_nanos INTEGER,
  erased_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE access_lines (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  case_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE clock_marks (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  boot TEXT NOT NULL,
  since_boot INTEGER NOT NULL,
  since_boot_nanos INTEGER NOT NULL,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  doubted_at INTEGER,
  doubted_nanos INTEGER
) STRICT;

CREATE TABLE batches (
  id TEXT PRIMARY KEY,
  workflow TEXT NOT NULL,
  source TEXT NOT NULL,
  content TEXT NOT NULL,
  options TEXT NOT NULL,
  actor TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  rows INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_nanos INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_nanos INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_lines (
  batch TEXT NOT NULL REFERENCES batches (id),
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  digest TEXT NOT NULL,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE "events" (
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

CREATE INDEX cases_by_state ON cases (state, id);
CREATE INDEX cases_by_subject ON cases (subject, id)
  WHERE subject <> '';
CREATE INDEX cases_by_attention ON cases (id)
  WHERE attention = 1;
CREATE INDEX cases_by_wake ON cases (wake_at, wake_nanos, id)
  WHERE wake_at IS NOT NULL;
CREATE INDEX tasks_by_case ON tasks (case_number, id);
CREATE INDEX tasks_open ON tasks (department, id)
  WHERE state <> 'closed';
CREATE INDEX cases_by_due ON cases (due, id)
  WHERE due IS NOT NULL;
CREATE INDEX cases_by_received
  ON cases (received_at, received_nanos, id);
CREATE INDEX cases_by_workflow ON cases (workflow, state, id);
CREATE UNIQUE INDEX events_of_case ON events (case_number, sequence);

PRAGMA user_version = 6;
