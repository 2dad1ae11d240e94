-- SPDX-License-Identifier: Apache-2.0
--
-- The first thing written into a new database: "OneT", by which a database of
-- ours is told from a foreign one. Written before the journal mode becomes WAL,
-- so that it always stands in the main file.

PRAGMA application_id = 1332634964;
