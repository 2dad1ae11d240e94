#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Checks a project before it goes live: check.sh [PROJECT [REPORTS]].
# Writes onething.sarif and onething.junit.xml into REPORTS, so that the
# platform shows findings beside the lines. Fails (1) when there is an error or
# a file is not laid out; other codes say that onething itself could not run.
set -euo pipefail
project=${1:-.}
reports=${2:-reports}
mkdir -p "$reports"
code=0

keep_worst() { [ "$1" -le "$code" ] || code=$1; }

onething check "$project" --format sarif > "$reports/onething.sarif" || keep_worst $?
onething check "$project" --format junit > "$reports/onething.junit.xml" || keep_worst $?
onething check "$project" || keep_worst $?
onething fmt --check "$project" || keep_worst $?
# Where there are scenarios.
if [ -n "$(find "$project" -name '*.test.yaml' -print -quit)" ]; then
  onething test "$project" --format junit > "$reports/onething.scenarios.xml" ||
    keep_worst $?
fi
exit "$code"
