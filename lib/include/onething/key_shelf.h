// SPDX-License-Identifier: Apache-2.0
//
// KeyShelf: where a store keeps the keys under which values are sealed, and the
// lines that say who erased or looked at what.
//
// The keys lie here wrapped under a master key that the store never sees; to it
// they are bytes. Sealing itself is sealed_store.h.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/id.h"
#include "onething/result.h"
#include "onething/time.h"

namespace onething {

// The key of one case, or of the store itself.
struct KeyRow {
  std::string id;       // A CaseId, or "store".
  std::string suite;    // "aes-256-gcm"
  std::string master;   // Name of the master key that opens `wrapped`.
  std::string wrapped;  // Bytes; empty once erased.
  std::string label;    // What lists show of the case, sealed bytes.
  std::optional<Instant> erased_at;
  std::string erased_by;
  std::string reason;
};

// Something that was done to people's data beside the cases' own histories.
struct AccessLine {
  std::int64_t sequence = 0;  // 1, 2, 3 …; set by the store.
  Instant at;
  std::string actor;
  std::string act;      // "erased", "unmasked", "rotated", "clock_accepted"
  std::string case_id;  // Empty where it concerned all.
  std::string reason;
  Digest hash{};  // Chained like Record::hash; set by the store.
};

class KeyShelf {
 public:
  virtual ~KeyShelf() = default;

  // Nothing when there is none of that id; an erased one is there, without key.
  virtual Result<std::optional<KeyRow>> key(std::string_view id) = 0;
  // By id, those greater than `after`.
  virtual Result<std::vector<KeyRow>> keys(std::string_view after,
                                           int limit) = 0;
  // Adds the key unless there is one of that id; gives the one that is there.
  // Keys of cases come with CaseCommit::key instead.
  virtual Result<KeyRow> add_key(const KeyRow& row) = 0;
  // Replaces `master` and `wrapped` of keys that are there and not erased, in
  // one transaction.
  virtual Status rewrap_keys(std::span<const KeyRow> rows) = 0;
  // Overwrites the key, the label and the subject of a case and adds the line,
  // in one transaction. not_found when the case has no key, conflict when it
  // was erased before.
  virtual Status erase_key(const AccessLine& why) = 0;

  virtual Status add_line(const AccessLine& line) = 0;
  // Oldest first; corrupt when their chain does not hold.
  virtual Result<std::vector<AccessLine>> lines() = 0;
};

// The hash of a line that follows `previous`.
Digest hash_of_line(const Digest& previous, const AccessLine& line);
// corrupt (store.access_broken) with the first sequence that does not hold.
Status verify_lines(std::span<const AccessLine> lines);

}  // namespace onething
