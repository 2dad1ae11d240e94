#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What is offered for pipelines works: run.sh PROGRAM. The script over the
# shipped workflows and over a broken copy; the snippets are documents; the
# hooks' commands in a repository of their own.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(readlink -f "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" && ln -s "$program" "$folder/bin/onething"
# A promise that ends behind the published calendar is a finding, which depends on the day.
export PATH=$folder/bin:$PATH ONETHING_LANG=en NO_COLOR=1 ONETHING_NOW=2026-03-02T09:00:00+08:00

fail() { echo "FAILED: $*" >&2; exit 1; }

# What a command's exit code is; its output goes to $folder/out.
code_of() { local code=0; "$@" > "$folder/out" 2>&1 || code=$?; echo "$code"; }

cp -r "$root/workflows" "$folder/good"
rm -rf "$folder/good/data"
cp -r "$folder/good" "$folder/bad"
sed -i 's/uses: tax\/carry_over_taxpayer/uses: tax\/carry_over_taxpayr/' "$folder/bad/individual_to_company.yaml"
check=$root/examples/ci/check.sh
[ "$(code_of bash "$check" "$folder/good" "$folder/r1")" = 0 ] || { cat "$folder/out"; fail "good project"; }
[ "$(code_of bash "$check" "$folder/bad" "$folder/r2")" = 1 ] || fail "bad project"
grep -q OT2103 "$folder/r2/onething.sarif" || fail "no finding in SARIF"
grep -q OT2103 "$folder/r2/onething.junit.xml" || fail "no finding in JUnit"
grep -q 'tests="14" failures="0"' "$folder/r1/onething.scenarios.xml" || fail "scenarios"
! grep -q '"ruleId"' "$folder/r1/onething.sarif" || fail "finding in a good project"

# The snippets are YAML, and laid out.
[ "$(code_of onething fmt --check "$root/examples/ci" "$root/.pre-commit-hooks.yaml")" = 0 ] || { cat "$folder/out"; fail "snippets"; }

# The hooks, as pre-commit would call them: the entry with the files of a commit.
cd "$folder/bad"
git init -q .
git add .
for id in onething-check onething-fmt; do
  entry=$(grep -A4 "id: $id" "$root/.pre-commit-hooks.yaml" | sed -n 's/.*entry: //p')
  [ -n "$entry" ] || fail "no entry for $id"
  expected=$([ "$id" = onething-check ] && echo 1 || echo 0)
  # The entry is a command and its arguments.
  # shellcheck disable=SC2086
  [ "$(code_of $entry $(git ls-files '*.yaml'))" = "$expected" ] || { cat "$folder/out"; fail "$id"; }
done

# A change before it is merged, in a repository whose project is a folder of it.
repository=$folder/repository
mkdir -p "$repository"
cp -r "$root/tests/golden/cli/projects/leave" "$repository/leave"
cd "$repository"
git init -q -b main .
commit() { git add . && git -c user.name=someone -c user.email=someone@example.com commit -q -m "$1"; }
commit first
git checkout -q -b change
change() { MIN=30 bash "$root/examples/ci/check_change.sh" main leave "$folder/change.md"; }
[ "$(code_of change)" = 0 ] || { cat "$folder/out"; fail "no change"; }
sed -i 's/title: 天数, type: int, min: 1/title: 天数, type: int, min: 0/' leave/workflows/leave.yaml
commit wider
[ "$(code_of change)" = 0 ] || { cat "$folder/out"; fail "a change to review"; }
grep -q '`form.days`' "$folder/change.md" || { cat "$folder/change.md"; fail "no comment"; }
sed -i '/^  days:/a\  place: {title: 去处, type: text}' leave/workflows/leave.yaml
commit field
[ "$(code_of change)" = 1 ] || { cat "$folder/out"; fail "a breaking change"; }
grep -q 'must be filled in: 去处' "$folder/change.md" || { cat "$folder/change.md"; fail "the breaking change is not told"; }
export BREAKING=allowed
sed -i 's/ill: false}/ill: false, place: 家}/' leave/workflows/leave.test.yaml
[ "$(code_of change)" = 0 ] || { cat "$folder/out"; fail "a breaking change that is agreed on"; }
echo "snippets, scripts and hooks work"
