#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Looks at a change before it is merged: check_change.sh TARGET [PROJECT [FILE]].
# Checks the project, plays its scenarios (at least MIN percent of the branches,
# 90 unless set), and compares each workflow with the branch TARGET. What
# changed in meaning is written into FILE as Markdown, for a comment. Fails (1)
# when something is wrong or breaking; BREAKING=allowed lets breaking changes
# pass. Other codes say that it could not run.
set -euo pipefail
target=${1:?the branch to merge into, such as origin/main}
project=${2:-.}
comment=${3:-reports/change.md}
mkdir -p "$(dirname "$comment")"
comment=$(cd "$(dirname "$comment")" && pwd)/$(basename "$comment")
fail_on=breaking
[ "${BREAKING:-}" != allowed ] || fail_on=never
code=0

keep_worst() { [ "$1" -le "$code" ] || code=$1; }

cd "$project"
onething check . || keep_worst $?
if [ -n "$(find . -name '*.test.yaml' -print -quit)" ]; then
  onething test . --coverage --min "${MIN:-90}" || keep_worst $?
fi

# What the branches had in common last: changes of TARGET are not ours.
base=$(git rev-parse --short "$(git merge-base "$target" HEAD)")
: > "$comment"
while IFS= read -r file; do
  grep -q '^workflow:' "$file" || continue
  if ! git cat-file -e "$base:./$file" 2>/dev/null; then
    printf '## %s\n\n新流程 / new workflow\n\n' "$file" >> "$comment"
    continue
  fi
  onething diff "$base:$file" "$file" --format markdown --fail-on "$fail_on" >> "$comment" ||
    keep_worst $?
done < <(find . -name '*.yaml' ! -name '*.test.yaml' | sed 's|^\./||' | sort)
cat "$comment"
exit "$code"
