// SPDX-License-Identifier: Apache-2.0
//
// The BatchShelf of the store in memory. Does not know the cases: how they
// stand is asked of whoever has them, so that counting rows stays one place.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "onething/batch_shelf.h"

namespace onething::store {

class MemoryBatches : public BatchShelf {
 public:
  Status open_batch(const BatchRow& row,
                    std::span<const BatchLine> lines) override;
  Result<BatchRow> batch(std::string_view id) override;
  Result<std::vector<BatchRow>> batches(std::string_view after,
                                        int limit) override;
  Result<std::vector<BatchLine>> batch_lines(std::string_view id,
                                             std::int64_t after,
                                             int limit) override;
  Status change_batch_lines(std::string_view id,
                            std::span<const BatchLine> lines) override;
  Status change_batch(const BatchRow& row) override;
  Result<std::vector<BatchCount>> batch_counts(std::string_view id) override;

 protected:
  // State and attention of a case; nothing when there is none.
  using CaseStanding = std::pair<std::string, bool>;
  virtual std::optional<CaseStanding> standing_of(
      const std::string& case_id) = 0;

 private:
  struct Kept {
    BatchRow row;
    std::map<std::int64_t, BatchLine> lines;
  };
  std::map<std::string, Kept, std::less<>> batches_;
};

}  // namespace onething::store
