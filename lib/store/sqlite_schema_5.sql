-- SPDX-License-Identifier: Apache-2.0
--
-- Version 5: batches and what became of each of their rows. What stood in a row
-- is not here; it is known by its number and its digest. A row that was
-- accepted names its case, which need not be there yet.

CREATE TABLE IF NOT EXISTS batches (
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

CREATE TABLE IF NOT EXISTS batch_lines (
  batch TEXT NOT NULL REFERENCES batches (id),
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  digest TEXT NOT NULL,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;
