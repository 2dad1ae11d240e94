#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a store as a program of an earlier schema would have left it.

    older_store.py NEW OLD VERSION SOURCES

Cases, events, tasks, leases and definitions are those of NEW; what later schemas added is not there, and what they took
away is there and empty.
"""

import sqlite3
import sys

APPLICATION = 1332634964


def columns(database, schema, table):
    return [row[1] for row in database.execute(f"PRAGMA {schema}.table_info({table})")]


def main():
    new, old, version, sources = sys.argv[1:]
    database = sqlite3.connect(old)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    for number in range(1, int(version) + 1):
        with open(f"{sources}/lib/store/sqlite_schema_{number}.sql", encoding="utf-8") as file:
            database.executescript(file.read())
    database.execute("ATTACH ? AS now", (new,))
    for table in ("cases", "events", "tasks", "leases", "definitions"):
        common = [name for name in columns(database, "main", table) if name in columns(database, "now", table)]
        names = ", ".join(common)
        database.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
    database.commit()


if __name__ == "__main__":
    main()
