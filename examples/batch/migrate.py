#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same migration from Python: migrate.py REGISTER FOLDER

Runs the program until the batch is done, whatever happens to it in between, and
writes one line for each row as JSON. What a caller needs to know is in the exit
codes: 0 all done, 1 some rows did not get through, 3 and signals try again.
"""

import json
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
WORKFLOW = "individual_to_company"
ATTEMPTS = 20


def onething(*arguments):
    return subprocess.run(["onething", *arguments], capture_output=True, text=True)


def run(register, more):
    for attempt in range(ATTEMPTS):
        done = onething("batch", "run", WORKFLOW, register, "--map", str(HERE / "columns.yaml"),
                        "--format", "json", *more)
        if done.returncode in (0, 1):
            return done.returncode, json.loads(done.stdout)
        if done.returncode == 2:
            sys.exit(done.stderr)
        # The surroundings, or somebody killed it: the same again.
        print(done.stderr, file=sys.stderr)
        time.sleep(min(attempt, 5))
    sys.exit("the batch did not come to its end")


def main():
    register, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    code, outcome = run(register, sys.argv[3:])
    counts = outcome["counts"]
    # Nothing lost, nothing twice.
    assert counts["rows"] == counts["accepted"] + counts["refused"], counts
    assert counts["accepted"] == sum(counts[state] for state in (
        "waiting", "running", "correcting", "attention", "granted", "ended")), counts
    rows = onething("batch", "report", outcome["batch"], "--format", "jsonl")
    if rows.returncode != 0:
        sys.exit(rows.stderr)
    (folder / "results.jsonl").write_text(rows.stdout, encoding="utf-8")
    for line in rows.stdout.splitlines():
        row = json.loads(line)
        if not row["accepted"] or row["attention"]:
            print("row %d: %s" % (row["line"], row["reason"]))
    print("%(granted)d of %(rows)d rows granted, %(refused)d refused" % counts)
    sys.exit(code)


if __name__ == "__main__":
    main()
