#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job, as ./dev demo runs it: an individual business becomes a company.
# In Chinese, as the service is; ONETHING_LANG=en ./dev demo prints English.
set -euo pipefail
onething=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$root/build/demo
rm -rf "$folder"
mkdir -p "$folder"
export ONETHING_STORE=sqlite:$folder/cases.db ONETHING_LANG=${ONETHING_LANG:-zh}
run() {
  printf '\n$ onething %s\n' "$*"
  (cd "$root" && "$onething" "$@")
}

run run workflows/individual_to_company.yaml --form examples/clean.yaml --key demo-1
run case list
