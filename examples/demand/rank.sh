#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where applicants are sent back most: workflow, step and fields, the most frequent first. 哪里退回补正最多。
# Nothing about any one case comes out; the same store gives the same list.
# Usage: rank.sh STORE [--since DATE --until DATE …]   (ONETHING names the program)
set -euo pipefail
store=$1
shift
"${ONETHING:-onething}" export tables --table process --out - --store "$store" "$@" |
  python3 -c '
import collections, csv, io, sys
rows = csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig"))
sent_back = collections.Counter((row["dept_name"], row["process_name"], row["handle_explain"])
                                for row in rows if row["event_name"] == "退回")
for what, count in sorted(sent_back.items(), key=lambda one: (-one[1], one[0])):
    print(count, *what, sep="\t")
'
