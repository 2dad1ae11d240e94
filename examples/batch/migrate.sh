#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# A register, put through a workflow at night: migrate.sh REGISTER FOLDER
#
# May be killed and started again as often as one likes: what is done stays
# done, and only what is missing is added. FOLDER gets, in the end, results.csv
# (every row, with its case), failed.csv (rows to be mended and run again) and
# report.txt. Exit code 0 when every row got through, 1 when some did not.
#
# ENVIRONMENT, JOBS and RATE may be set; the workflow's project is found from
# where this runs, or with ONETHING_PROJECT.
set -euo pipefail
register=$1
folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
workflow=individual_to_company
mkdir -p "$folder"

# What can be seen beforehand, for whoever keeps the register; it holds up
# nobody: rows that are wrong are refused, the others go on.
rm -f "$folder/to_mend.csv"
onething batch check "$workflow" "$register" --map "$here/columns.yaml" \
  --out "$folder/to_mend.csv" > "$folder/defects.txt" 2> "$folder/check.log" || [ $? -eq 1 ]

# 3 is the surroundings: a disk that is full, a store that is busy. The same
# command again is always safe.
for attempt in 1 2 3 4 5; do
  code=0
  onething batch run "$workflow" "$register" --map "$here/columns.yaml" \
    --env "${ENVIRONMENT:-trial}" --jobs "${JOBS:-64}" ${RATE:+--rate "$RATE"} \
    --format json > "$folder/run.json" 2>> "$folder/run.log" || code=$?
  [ "$code" -eq 3 ] || break
  sleep "$attempt"
done
[ "$code" -le 1 ] || exit "$code"

batch=$(sed -n 's/^  "batch": "\(.*\)",$/\1/p' "$folder/run.json")
onething batch report "$batch" > "$folder/report.txt"
rm -f "$folder/results.csv" "$folder/failed.csv"
onething batch report "$batch" --out "$folder/results.csv"
onething batch report "$batch" --failed --out "$folder/failed.csv"
exit "$code"
