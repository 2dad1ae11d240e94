#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the build into a folder of its own and builds examples/embed against it
# as a stranger would: find_package, link, run one case.
set -euo pipefail
build=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/prefix" >/dev/null
cmake -S "$root/examples/embed" -B "$folder/embed" -G Ninja -DCMAKE_PREFIX_PATH="$folder/prefix" \
  -DCMAKE_CXX_FLAGS="${2:-}" >/dev/null
cmake --build "$folder/embed" >/dev/null
# A prefix other than the configured one: the library cannot guess where its module is.
output=$(ONETHING_LIBDIR="$folder/prefix/lib/onething" "$folder/embed/embed" "$root/workflows" individual_to_company "$root/examples/clean.yaml")
echo "$output"
[[ $output == granted\ * ]]
# The installed program finds its module and runs too.
receipt=$(ONETHING_NOW=2026-03-02T09:00 "$folder/prefix/bin/onething" run "$root/workflows/individual_to_company.yaml" \
  --form "$root/examples/clean.yaml" --store "$folder/cases.db" 2>/dev/null)
[[ $receipt == *92370202MAFAKE019P* ]]
