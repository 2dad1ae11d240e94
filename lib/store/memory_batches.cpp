// SPDX-License-Identifier: Apache-2.0

#include "store/memory_batches.h"

#include "store/commit_check.h"

namespace onething::store {

Status MemoryBatches::open_batch(const BatchRow& row,
                                 std::span<const BatchLine> lines) {
  const auto [kept, is_new] = batches_.try_emplace(row.id);
  if (!is_new) return Done{};
  kept->second.row = row;
  for (const BatchLine& line : lines)
    kept->second.lines.emplace(line.number, line);
  return Done{};
}

Result<BatchRow> MemoryBatches::batch(std::string_view id) {
  const auto found = batches_.find(id);
  if (found == batches_.end()) return unknown_batch(id);
  return found->second.row;
}

Result<std::vector<BatchRow>> MemoryBatches::batches(std::string_view after,
                                                     int limit) {
  std::vector<BatchRow> rows;
  for (auto it = batches_.upper_bound(after); it != batches_.end(); ++it) {
    if (std::cmp_greater_equal(rows.size(), limit)) break;
    rows.push_back(it->second.row);
  }
  return rows;
}

Result<std::vector<BatchLine>> MemoryBatches::batch_lines(std::string_view id,
                                                          std::int64_t after,
                                                          int limit) {
  std::vector<BatchLine> lines;
  const auto found = batches_.find(id);
  if (found == batches_.end()) return lines;
  const auto& all = found->second.lines;
  for (auto it = all.upper_bound(after); it != all.end(); ++it) {
    if (std::cmp_greater_equal(lines.size(), limit)) break;
    lines.push_back(it->second);
  }
  return lines;
}

Status MemoryBatches::change_batch_lines(std::string_view id,
                                         std::span<const BatchLine> lines) {
  const auto found = batches_.find(id);
  for (const BatchLine& line : lines)
    if (found == batches_.end() || !found->second.lines.contains(line.number))
      return unknown_batch_line(id, line.number);
  for (const BatchLine& line : lines) {
    BatchLine& kept = found->second.lines.at(line.number);
    kept.case_id = line.case_id;
    kept.state = line.state;
    kept.reason = line.reason;
  }
  return Done{};
}

Status MemoryBatches::change_batch(const BatchRow& row) {
  const auto found = batches_.find(row.id);
  if (found == batches_.end()) return unknown_batch(row.id);
  found->second.row.state = row.state;
  found->second.row.reason = row.reason;
  found->second.row.changed_at = row.changed_at;
  return Done{};
}

Result<std::vector<BatchCount>> MemoryBatches::batch_counts(
    std::string_view id) {
  std::map<CaseStanding, std::int64_t> counted;
  const auto found = batches_.find(id);
  if (found != batches_.end())
    for (const auto& [number, line] : found->second.lines) {
      CaseStanding standing{line.state, false};
      if (line.state == "accepted")
        standing =
            standing_of(line.case_id).value_or(CaseStanding{"waiting", false});
      ++counted[standing];
    }
  std::vector<BatchCount> counts;
  for (const auto& [standing, count] : counted)
    counts.push_back({standing.first, standing.second, count});
  return counts;
}

}  // namespace onething::store
