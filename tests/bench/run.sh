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
table() {
  echo '| what | ours | beside what | its time | ratio |'
  echo '|---|---:|---|---:|---:|'
  "$build/bench" --benchmark_repetitions=9 --benchmark_min_time=0.05 \
    --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true
  "$build/starts" "$build/onething" "$build/trivial"
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
