#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is shipped in workflows/ and examples/: nothing to find, laid out, every
# scenario holds, and every example application can be handed in.
# Usage: run.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export ONETHING_LANG=en ONETHING_NOW=2026-03-02T09:00:00+08:00
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

"$program" check --fail-on info workflows examples
"$program" fmt --check workflows
"$program" test workflows --coverage --format json >"$place/scenarios" ||
  { "$program" test workflows; exit 1; }
python3 - "$place/scenarios" <<'PY'
import json, sys
low = [f"{one['workflow']}: {one['percent']}" for one in json.load(open(sys.argv[1]))["coverage"]
       if one["percent"] < 90]
sys.exit("branches and endings below 90: " + ", ".join(low) if low else 0)
PY

# Who reads English sees no Chinese: every title has both. A list of data may have titles of its own.
if grep -nP '(?<![\w])title: *["“]?\p{Han}' $(ls workflows/*.yaml workflows/departments/*.yaml | grep -v '\.test\.') |
  grep -vP ':\s+- \{stage: \d'; then
  echo "titles without their English half" && exit 1
fi

# Each has a picture, and a guide that lacks at most a limit that no law sets or
# a time that nobody can promise.
for workflow in workflows/*.yaml; do
  grep -q '^workflow:' "$workflow" || continue
  "$program" graph "$workflow" --format svg >"$place/picture.svg"
  "$program" guide "$workflow" >"$place/guide.md" 2>"$place/notes"
  if grep -vE 'under (statutory|promise)$' "$place/notes"; then
    echo "$workflow: see its guide" && exit 1
  fi
done

count=0
for form in examples/*.yaml examples/*/*.yaml; do
  id=$(sed -n 's/^application: *//p' "$form")
  [ -n "$id" ] && [ -f "workflows/$id.yaml" ] || continue
  [ "$form" != examples/broken_form.yaml ] || continue  # Refused, and meant to be.
  count=$((count + 1))
  code=0
  "$program" run "workflows/$id.yaml" --form "$form" --env trial \
    --store "sqlite:$place/$count.db" >"$place/out" 2>&1 || code=$?
  # A case can be denied or refused at the door (1), and a department silent (3).
  if [ "$code" -gt 3 ] || { [ "$code" -ne 1 ] && ! grep -q '^Case ' "$place/out"; }; then
    echo "$form: exit code $code" && cat "$place/out" && exit 1
  fi
done
[ "$count" -gt 10 ] || { echo "only $count applications were found" && exit 1; }

# A table of what enterprises asked for in one session: handed in twice, the same three cases.
lounge=examples/enterprise_appeal/lounge
for _ in 1 2; do
  "$program" batch run enterprise_appeal $lounge.csv --map $lounge.columns.yaml --project workflows \
    --store "sqlite:$place/lounge.db" --env trial >/dev/null 2>&1
done
[ "$("$program" case list --store "sqlite:$place/lounge.db" --format json |
  python3 -c 'import json, sys; print(len(json.load(sys.stdin)["cases"]))')" = 3 ] ||
  { echo "the session was not handed in once" && exit 1; }

# Which of the national items there are; what applicants are sent back for most.
"$program" metrics --project workflows --list examples/lists/national.csv >"$place/list"
grep -q 'individual_to_company' "$place/list" || { cat "$place/list" && exit 1; }
for form in tax_arrears permit_expiring tax_arrears; do
  "$program" run workflows/individual_to_company.yaml --form examples/$form.yaml --env trial \
    --store "sqlite:$place/demand.db" >/dev/null 2>&1 || true
done
ONETHING=$program examples/demand/rank.sh "sqlite:$place/demand.db" --project workflows >"$place/rank"
head -1 "$place/rank" | grep -q '^2' || { cat "$place/rank" && exit 1; }

# Who reaches a service point in time: 8,700 of 10,000 within 15 minutes, 9,500 within 30.
examples/reach/reach.sh examples/reach/villages.csv >"$place/reach"
grep -qP '^合计\t15\t87.0%\t30\t95.0%$' "$place/reach" || { cat "$place/reach" && exit 1; }
