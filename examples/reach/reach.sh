#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# How many residents reach a service point within 15 and 30 minutes (1530), for each town and in all; and who does not.
# 十五分钟、三十分钟能到服务点的居民占多少，哪里还到不了。Usage: reach.sh TABLE.csv
set -euo pipefail
python3 - "$1" <<'PY'
import collections, csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")))
towns = collections.defaultdict(list)
for row in rows:
    here = (row["村居"], int(row["居民人数"]), int(row["到最近服务点分钟"]))
    towns[row["镇街"]].append(here)
    towns["合计"].append(here)
def share(places, minutes):
    everybody = sum(people for _, people, _ in places)
    return 100 * sum(people for _, people, away in places if away <= minutes) / everybody
for town in sorted(towns, key=lambda name: (name == "合计", name)):
    print(f"{town}\t15\t{share(towns[town], 15):.1f}%\t30\t{share(towns[town], 30):.1f}%")
for place, people, away in sorted(towns["合计"], key=lambda one: -one[2]):
    if away > 30:
        print(f"{place}\t{people}\t{away}")
PY
