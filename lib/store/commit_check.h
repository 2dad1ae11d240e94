// SPDX-License-Identifier: Apache-2.0
//
// What every store refuses alike, whatever it is made of: a commit that can
// never be right, and one that is right but comes too late. Reads nothing
// itself; the stores look up where a case stands and ask here.

#pragma once

#include <optional>

#include "onething/store.h"

namespace onething::store {

// One row, all its texts together. More than any document or answer may have.
inline constexpr std::size_t row_bytes_max = 32 << 20;

struct Lease {
  std::string worker;
  std::int64_t epoch = 0;
  Instant since;
};

// A case as a commit meets it.
struct Standing {
  std::int64_t length = 0;  // 0 for a case that does not exist, too.
  bool exists = false;
  std::optional<Lease> lease;  // Nothing when it was given back.
};

// invalid when the commit can never succeed: an empty id, a row of another
// case, a text too large.
Status check_shape(const CaseCommit& commit);

// conflict when the history is not as long as expected or another lease is in
// force.
Status check_standing(const CaseCommit& commit, const Standing& standing);

Status check_claim(const CaseId& id, std::string_view worker);
Status check_definition(std::string_view hash, std::string_view content);

Error lease_held(const CaseId& id, const Lease& lease);
Error unknown_case(const CaseId& id);
Error unknown_task(std::string_view id);
Error unknown_definition(std::string_view hash);
Error task_of_another_case(const CaseId& id, const std::string& task,
                           const std::string& owner);

// Of KeyShelf::erase_key.
Error no_sealing_key(std::string_view id);
Error erased_before(std::string_view id);

// Of a BatchShelf.
Error unknown_batch(std::string_view id);
Error unknown_batch_line(std::string_view id, std::int64_t number);

// Of Store::keep_clock_mark.
Error clock_mark_changed();

// The history has another length than its case row says, or ends otherwise.
Error history_cut(const CaseId& id, std::int64_t expected, std::size_t found);

// Only to say since when a lease is held; nothing is decided by it.
Instant wall_clock();

}  // namespace onething::store
