// SPDX-License-Identifier: Apache-2.0

#include "store/memory_keys.h"

#include <utility>

#include "store/commit_check.h"

namespace onething::store {

Result<std::optional<KeyRow>> MemoryKeys::key(std::string_view id) {
  const auto found = rows_.find(id);
  if (found == rows_.end()) return std::optional<KeyRow>();
  return std::optional(found->second);
}

Result<std::vector<KeyRow>> MemoryKeys::keys(std::string_view after,
                                             int limit) {
  std::vector<KeyRow> rows;
  for (auto at = rows_.upper_bound(after); at != rows_.end(); ++at) {
    if (std::cmp_greater_equal(rows.size(), limit)) break;
    rows.push_back(at->second);
  }
  return rows;
}

Result<KeyRow> MemoryKeys::add_key(const KeyRow& row) {
  return rows_.try_emplace(row.id, row).first->second;
}

Status MemoryKeys::rewrap_keys(std::span<const KeyRow> rows) {
  for (const KeyRow& row : rows) {
    const auto found = rows_.find(row.id);
    if (found == rows_.end() || found->second.erased_at) continue;
    found->second.master = row.master;
    found->second.wrapped = row.wrapped;
  }
  return Done{};
}

Status MemoryKeys::erase_key(const AccessLine& why) {
  const auto found = rows_.find(why.case_id);
  if (found == rows_.end()) return no_sealing_key(why.case_id);
  if (found->second.erased_at) return erased_before(why.case_id);
  KeyRow& row = found->second;
  row.wrapped.clear();
  row.label.clear();
  row.erased_at = why.at;
  row.erased_by = why.actor;
  row.reason = why.reason;
  return add_line(why);
}

Status MemoryKeys::add_line(const AccessLine& line) {
  AccessLine next = line;
  next.sequence = static_cast<std::int64_t>(lines_.size()) + 1;
  next.hash =
      hash_of_line(lines_.empty() ? Digest{} : lines_.back().hash, next);
  lines_.push_back(std::move(next));
  return Done{};
}

Result<std::vector<AccessLine>> MemoryKeys::lines() {
  OT_CHECK(verify_lines(lines_));
  return lines_;
}

}  // namespace onething::store
