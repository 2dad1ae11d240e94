-- SPDX-License-Identifier: Apache-2.0
--
-- Version 3: keys under which values are sealed, each wrapped under a master
-- key that is not here, and the lines that say who erased or looked at what.
-- A key is no part of its case's history: it can be destroyed while the history
-- stays as it is.

CREATE TABLE IF NOT EXISTS sealing_keys (
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

CREATE TABLE IF NOT EXISTS access_lines (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  at_nanos INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  case_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;

PRAGMA user_version = 3;
