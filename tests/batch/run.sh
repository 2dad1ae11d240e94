#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The batch examples, as a migration team would use them: run.sh PROGRAM.
# Killed with -9 in the middle, started again, stopped, resumed and reported;
# at every look rows = accepted + refused, and in the end nothing is missing and
# nothing there twice.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(readlink -f "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$program" > "$folder/bin/onething"
chmod +x "$folder/bin/onething"
export PATH=$folder/bin:$PATH ONETHING_LANG=en NO_COLOR=1 ONETHING_NOW=2026-03-02T09:00:00+08:00
cp -r "$root/workflows" "$root/examples" "$folder"
rm -rf "$folder/workflows/data"
cd "$folder/workflows"

fail() { echo "FAILED: $*" >&2; cat "$folder"/*.log "$folder"/out*/*.log >&2 2>/dev/null || true; exit 1; }
count() { sed -n "s/^ *\"$1\": \([0-9]*\),*$/\1/p" | head -1; }

examples=$folder/examples/batch
rows=36
wrong=5
python3 "$examples/make_register.py" $rows --wrong $wrong > "$folder/register.csv"

# The same count gives the same bytes, and the whole register is made like it.
python3 "$examples/make_register.py" 5000 | cksum > "$folder/once"
python3 "$examples/make_register.py" 5000 | cksum | cmp - "$folder/once" || fail "the register changes"

# Always in the background, as the process that is to be killed.
run() {
  exec "$program" batch run individual_to_company "$folder/register.csv" --map "$examples/columns.yaml" \
    --format json "$@"
}

# Killed without warning, at moments that differ.
batch=
for rest in 0.7 1.1 1.6; do
  run --jobs 3 --rate 4/s > "$folder/killed.json" 2> "$folder/killed.log" &
  pid=$!
  sleep $rest
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  batch=$("$program" batch list --format json 2>/dev/null | sed -n 's/^ *"batch": "\(.*\)",$/\1/p' | head -1)
  [ -n "$batch" ] || continue
  "$program" batch status "$batch" --format json > "$folder/status.json"
  in=$(count rows < "$folder/status.json")
  accepted=$(count accepted < "$folder/status.json")
  refused=$(count refused < "$folder/status.json")
  states=0
  for state in waiting running correcting attention granted ended; do
    states=$((states + $(count $state < "$folder/status.json")))
  done
  [ "$in" = $rows ] || fail "rows: $in"
  [ $((accepted + refused)) = $rows ] || fail "accepted $accepted + refused $refused"
  [ "$states" = "$accepted" ] || fail "states $states of $accepted"
done
[ -n "$batch" ] || fail "no batch was opened"

# Stopped cleanly: the exit code says by which signal.
run --jobs 2 --rate 5/s > "$folder/stopped.json" 2> "$folder/stopped.log" &
pid=$!
sleep 1
kill -TERM $pid
code=0; wait $pid || code=$?
[ $code = 143 ] || [ $code = 1 ] || fail "SIGTERM gave $code"

# The team's script goes on, and reports.
code=0; bash "$examples/migrate.sh" "$folder/register.csv" "$folder/out" > "$folder/script.log" 2>&1 || code=$?
[ $code = 1 ] || fail "migrate.sh gave $code"
[ "$(sed -n 's/^  "batch": "\(.*\)",$/\1/p' "$folder/out/run.json")" = "$batch" ] || fail "another batch"
# A call to the bank that was under way at a kill is for a person to look into:
# nobody knows whether it was done. All others came to their end.
granted=$(count granted < "$folder/out/run.json")
stuck=$(count attention < "$folder/out/run.json")
[ $((granted + stuck)) = $((rows - wrong)) ] || { cat "$folder/out/run.json" >&2; fail "granted $granted, stuck $stuck"; }
[ "$stuck" -le 9 ] || fail "stuck: $stuck"
[ "$(count refused < "$folder/out/run.json")" = $wrong ] || fail "refused"
[ "$(wc -l < "$folder/out/results.csv")" = $((rows + 1)) ] || fail "results"
[ "$(wc -l < "$folder/out/failed.csv")" = $((wrong + 1)) ] || fail "failed rows"
grep -q 'line 8: 统一社会信用代码' "$folder/out/defects.txt" || fail "defects"
grep -q 'granted' "$folder/out/results.csv" || fail "results without states"

# No case twice, and every department acted once for each.
cases=$("$program" case list --limit 1000 --format csv | tail -n +2 | cut -d, -f1 | sort | uniq -d | wc -l)
[ "$cases" = 0 ] || fail "a case twice"
[ "$("$program" case list --limit 1000 --format csv | tail -n +2 | wc -l)" = $((rows - wrong)) ] || fail "cases"

# What failed, mended and run again: the result columns mean nothing then.
python3 - "$folder/out/failed.csv" "$folder/mended.csv" "$folder/register.csv" "$examples" "$rows" <<'PYTHON' || fail "mending"
import csv, io, subprocess, sys
failed, mended, register, examples, rows = sys.argv[1:]
good = subprocess.run([sys.executable, examples + "/make_register.py", rows], capture_output=True, check=True)
right = {row[0]: row for row in csv.reader(io.StringIO(good.stdout.decode("gb18030")))}
with open(failed, encoding="utf-8-sig", newline="") as source, open(mended, "w", encoding="utf-8", newline="") as to:
    writer = csv.writer(to)
    for number, row in enumerate(csv.reader(source)):
        writer.writerow(row if number == 0 else right[row[0]] + row[len(right["序号"]):])
PYTHON
"$program" batch run individual_to_company "$folder/mended.csv" --map "$examples/columns.yaml" \
  --format json > "$folder/mended.json" 2> "$folder/mended.log" || fail "the mended rows"
[ "$(count granted < "$folder/mended.json")" = $wrong ] || fail "mended rows granted"
[ "$("$program" case list --limit 1000 --format csv | tail -n +2 | wc -l)" = $rows ] || fail "all cases"

# From Python; everything is there already.
code=0; python3 "$examples/migrate.py" "$folder/register.csv" "$folder/out2" > "$folder/python.log" 2>&1 || code=$?
[ $code = 1 ] || fail "migrate.py gave $code"
grep -q "$granted of $rows rows granted, $wrong refused" "$folder/python.log" || fail "migrate.py"
[ "$(wc -l < "$folder/out2/results.jsonl")" = $rows ] || fail "results.jsonl"
echo "batch examples: $rows rows, killed three times, nothing lost, nothing twice"
