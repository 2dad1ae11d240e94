// SPDX-License-Identifier: Apache-2.0
//
// Going through the rows of a table: keys that have come before, and the key
// that each row is submitted under.
//
// Only other_content() looks into a store.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "onething/batch_input.h"
#include "onething/command.h"
#include "onething/store.h"

namespace onething::batch {

class SeenKeys {
 public:
  // Adds a defect where a row before had the same key.
  void look(const BatchInput& input, const TableRow& row, MappedRow& mapped);

 private:
  std::map<std::string, std::int64_t> lines_;     // By key.
  std::map<std::string, std::int64_t> subjects_;  // Where one case is allowed.
};

// submission_key_of() for many rows: the batch's own id is computed once.
class RowKeys {
 public:
  explicit RowKeys(const BatchInput& input) : input_(input) {}
  std::string operator()(const TableRow& row, const MappedRow& mapped);

 private:
  const BatchInput& input_;
  std::string batch_;
};

// Why the row cannot be the case that its key stands for already; nothing where
// there is none, or it is the same.
Result<std::vector<RowDefect>> other_content(Store& store, const CaseId& id,
                                             const MappedRow& mapped,
                                             const std::string& key);

std::vector<RowDefect> defects_of_refusal(const Rejection& rejection);

}  // namespace onething::batch
