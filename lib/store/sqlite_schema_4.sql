-- SPDX-License-Identifier: Apache-2.0
--
-- Version 4: how time stood when it was last seen, so that a machine's clock
-- that has jumped is noticed by whoever opens the database next. One row.
-- `boot` and `since_boot` name a moment by a clock that nobody can set;
-- `doubted_at` is what the clock showed while it was not believed.

CREATE TABLE IF NOT EXISTS clock_marks (
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

PRAGMA user_version = 4;
