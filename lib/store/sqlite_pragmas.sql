-- SPDX-License-Identifier: Apache-2.0
--
-- What every connection sets before it reads or writes anything; the order
-- matters and docs/store.md says why. In particular `synchronous` stands before
-- the journal mode: the other way round, a power cut soon after the creation of
-- the database can lose everything that was acknowledged.

PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA busy_timeout = 5000;
PRAGMA cache_size = -6000;
PRAGMA synchronous = EXTRA;
