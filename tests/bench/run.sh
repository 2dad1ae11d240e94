#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Prints docs/benchmarks.md's table; every ratio is against a floor measured in
# the same run. Usage: run.sh BUILD_FOLDER [--save]
set -euo pipefail
build=$1
build=$(cd "$build" && pwd)
export ONETHING_BENCH_FOLDER=$build
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
version() { dpkg-query -W -f '${source:Upstream-Version}' "$1" 2>/dev/null || echo unknown; }
# What the figures depend on, in one line.
machine() {
  echo "$(nproc) cores, $(uname -m), g++ $(g++ -dumpfullversion) -O2, libfyaml $(version libfyaml-dev), yaml-cpp" \
    "$(version libyaml-cpp-dev), SQLite $(version libsqlite3-dev); files on a local disk."
}
# Whole cold processes over made-up projects of several sizes.
checks() {
  local made=$build/bench_projects
  rm -rf "$made"
  "$build/make_files" "$made/500" 500 12
  for steps in 10 100 1000; do "$build/make_files" "$made/steps_$steps" 20 "$steps"; done
  local floor='libfyaml alone: reads and parses the same files on all cores'
  "$build/beside" 25 '`check` of 500 workflows and 20 catalogues (3 MB)' "$floor" \
    "$build/onething" check "$made/500" : "$build/yaml_floor" "$made/500"
  "$build/beside" 100 '`check` of one of these workflows' "$floor" \
    "$build/onething" check "$made/500/workflows/bundle_7.yaml" : \
    "$build/yaml_floor" "$made/500/workflows/bundle_7.yaml" "$made/500/departments"
  for steps in 10 100 1000; do
    "$build/beside" 9 "\`check\` of 20 workflows of $steps steps each" "$floor" \
      "$build/onething" check "$made/steps_$steps" : "$build/yaml_floor" "$made/steps_$steps"
  done
  "$build/onething" schema workflow >"$made/workflow.schema.json"
  local ajv=(node "$root/tests/js/node_modules/ajv-cli/dist/index.js" validate --spec=draft2020
    --strict=false -s "$made/workflow.schema.json" -d)
  "$build/beside" 5 'the same 500 workflows' 'ajv-cli: the same files against our JSON Schema' \
    "$build/onething" check "$made/500" : "${ajv[@]}" "$made/500/workflows/*.yaml"
  "$build/beside" 15 'the same one workflow' 'ajv-cli: the same file against our JSON Schema' \
    "$build/onething" check "$made/500/workflows/bundle_7.yaml" : \
    "${ajv[@]}" "$made/500/workflows/bundle_7.yaml"
}
# Whole cases a second, beside bare SQLite on the same disk.
cases() {
  "$build/case_load" 3000 1000 "$build"
  "$build/case_load" 2000 100 "$build"
  "$build/case_load" 500 1 "$build"
  "$build/beside" 50 'the first case of a fresh process and database' \
    'bare SQLite: a new database with as many rows in five commits' \
    "$build/case_load" 1 1 "$build" alone : "$build/case_load" 1 1 "$build" floor
}
# What proving each workflow takes, and random ones of 10 to 200 steps; playing.
proofs() { "$build/proof_load" "$root/workflows"; }
table() {
  echo '| what | ours | beside what | its time | ratio |'
  echo '|---|---:|---|---:|---:|'
  "$build/bench" --benchmark_repetitions=9 --benchmark_min_time=0.05 \
    --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true
  "$build/beside" 400 'process start to `--version`' 'a trivial C++ program' \
    "$build/onething" --version : "$build/trivial"
  checks
  cases
  echo
  proofs
  echo
  machine
}
if [ "${2:-}" = --save ]; then
  out=$root/docs/benchmarks.md
  {
    sed '/<!-- table -->/q' "$out"
    table
    sed -n '/<!-- end -->/,$p' "$out"
  } >"$out.new"
  mv "$out.new" "$out"
else
  table
fi
