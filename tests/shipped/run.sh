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
# No scenario can name an agent yet, and without one nothing is accepted there.
least = {"agent_filing": 40}
low = [f"{one['workflow']}: {one['percent']}" for one in json.load(open(sys.argv[1]))["coverage"]
       if one["percent"] < least.get(one["workflow"], 90)]
sys.exit("branches and endings below 90: " + ", ".join(low) if low else 0)
PY

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
