#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs one script of this folder: run.sh NODE SCRIPT [ARGUMENT...]. Without node
# it fails and says so: a test that did not run has not passed.
set -euo pipefail
node=$1 script=$2
shift 2
if [ ! -x "$node" ]; then
  echo "node is missing: install nodejs and npm, then run ./dev test" >&2
  exit 1
fi
exec "$node" "$(dirname "${BASH_SOURCE[0]}")/$script" "$@"
