// SPDX-License-Identifier: Apache-2.0

#include "audit/against.h"

#include <algorithm>
#include <utility>

#include "base/format.h"

namespace onething::audit {

void AgainstCheckpoints::add(CheckpointFile file) {
  const auto place =
      std::upper_bound(files_.begin(), files_.end(), file.statement.number,
                       [](std::int64_t number, const CheckpointFile& other) {
                         return number < other.statement.number;
                       });
  const auto index = place - files_.begin();
  seen_.insert(seen_.begin() + index, std::vector<bool>(file.heads.size()));
  files_.insert(place, std::move(file));
}

void AgainstCheckpoints::look_at(const StoredCase& stored) {
  if (!stored.damage.empty()) faults_.push_back({stored.id, stored.damage});
  for (std::size_t i = 0; i < files_.size(); ++i) compare(stored, i);
}

void AgainstCheckpoints::compare(const StoredCase& stored, std::size_t file) {
  const std::vector<CaseHead>& heads = files_[file].heads;
  const auto found = std::lower_bound(
      heads.begin(), heads.end(), stored.id,
      [](const CaseHead& head, const std::string& id) { return head.id < id; });
  if (found == heads.end() || found->id != stored.id) return;
  seen_[file][static_cast<std::size_t>(found - heads.begin())] = true;
  const Arg number{"number", format("{}", files_[file].statement.number)};
  if (std::cmp_less(stored.records.size(), found->length)) {
    faults_.push_back({stored.id,
                       {"audit.cut",
                        {{"case", stored.id},
                         number,
                         {"expected", format("{}", found->length)},
                         {"found", format("{}", stored.records.size())}}}});
    return;
  }
  const auto last = static_cast<std::size_t>(found->length - 1);
  if (stored.records[last].hash == found->hash) return;
  faults_.push_back({stored.id,
                     {"audit.altered",
                      {{"case", stored.id},
                       number,
                       {"count", format("{}", found->length)}}}});
}

void AgainstCheckpoints::check_files() {
  for (std::size_t i = 0; i < files_.size(); ++i) {
    Message problem = check_checkpoint(files_[i]);
    if (!problem.empty()) faults_.push_back({"", std::move(problem)});
    if (i == 0) continue;
    const CheckpointStatement& before = files_[i - 1].statement;
    const CheckpointStatement& here = files_[i].statement;
    if (here.number == before.number + 1 &&
        here.previous == digest_of(files_[i - 1]))
      continue;
    // With one left out in between nothing can be said of the links.
    if (here.number > before.number + 1) continue;
    faults_.push_back({"",
                       {"audit.does_not_follow",
                        {{"number", format("{}", here.number)},
                         {"before", format("{}", before.number)}}}});
  }
}

void AgainstCheckpoints::finish(const ReadThrough& read) {
  for (const Message& problem : read.problems) faults_.push_back({"", problem});
  check_files();
  for (std::size_t i = 0; i < files_.size(); ++i)
    for (std::size_t k = 0; k < seen_[i].size(); ++k)
      if (!seen_[i][k])
        faults_.push_back(
            {files_[i].heads[k].id,
             {"audit.case_missing",
              {{"case", files_[i].heads[k].id},
               {"number", format("{}", files_[i].statement.number)}}}});
}

}  // namespace onething::audit
