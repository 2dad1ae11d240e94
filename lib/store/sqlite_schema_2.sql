-- SPDX-License-Identifier: Apache-2.0
--
-- Version 2: finding cases by their limit, by the day they came in and by their
-- workflow without reading all of them. Indexes only, no row changes. A commit
-- touches one of them only when what it is made of changes.

CREATE INDEX IF NOT EXISTS cases_by_due ON cases (due, id)
  WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS cases_by_received
  ON cases (received_at, received_nanos, id);
CREATE INDEX IF NOT EXISTS cases_by_workflow ON cases (workflow, state, id);

PRAGMA user_version = 2;
