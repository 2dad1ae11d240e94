// SPDX-License-Identifier: Apache-2.0
//
// BatchShelf: where a store keeps which batches there are and what became of
// each of their rows.
//
// What stood in the rows is not here: a batch knows them by number and digest,
// so that nobody's data lies beside the cases. What became of a row is in its
// case; here is only which case that is, or why there is none. What a batch
// means is batch.h.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/time.h"

namespace onething {

struct BatchRow {
  std::string id;  // make_batch_id
  std::string workflow;
  std::string source;   // The table as it was named; "-" for standard input.
  std::string content;  // Digest of its titles and rows, hex.
  std::string options;  // Canonical JSON: how it is read and mapped.
  std::string actor;
  std::string state;   // "open", "cancelled"
  std::string reason;  // Of cancelling.
  std::int64_t rows = 0;
  Instant opened_at;
  Instant changed_at;
};

// One row of the table.
struct BatchLine {
  std::int64_t number = 0;  // Of the row: 1, 2, 3 …
  std::int64_t line = 0;    // Where it begins in the table.
  std::string digest;       // Of its cells, hex.
  std::string case_id;      // Computed; empty where the row has no key.
  std::string state;        // "accepted", "refused"
  std::string reason;       // Of a refusal: canonical JSON, batch.h reads it.
};

// How many rows stand how. Together they are all rows, always.
struct BatchCount {
  std::string state;  // "refused", "waiting" (no case yet), or of the case.
  bool attention = false;
  std::int64_t count = 0;
};

class BatchShelf {
 public:
  virtual ~BatchShelf() = default;

  // Adds the batch with all of its rows in one transaction. Without effect when
  // there is one of that id.
  virtual Status open_batch(const BatchRow& row,
                            std::span<const BatchLine> lines) = 0;
  // not_found for an unknown one.
  virtual Result<BatchRow> batch(std::string_view id) = 0;
  // By id, those greater than `after`.
  virtual Result<std::vector<BatchRow>> batches(std::string_view after,
                                                int limit) = 0;
  // By number, those greater than `after`; none for an unknown batch.
  virtual Result<std::vector<BatchLine>> batch_lines(std::string_view id,
                                                     std::int64_t after,
                                                     int limit) = 0;
  // Replaces case, state and reason of rows that are there, in one transaction;
  // not_found, and nothing changed, when one is not.
  virtual Status change_batch_lines(std::string_view id,
                                    std::span<const BatchLine> lines) = 0;
  // Replaces state, reason and changed_at; not_found for an unknown one.
  virtual Status change_batch(const BatchRow& row) = 0;

  // In no particular order; none for an unknown batch.
  virtual Result<std::vector<BatchCount>> batch_counts(std::string_view id) = 0;
};

}  // namespace onething
