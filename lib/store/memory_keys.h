// SPDX-License-Identifier: Apache-2.0
//
// The KeyShelf of the store in memory. Does not know the cases: blanking a
// case's row when its key is erased is the store's business.

#pragma once

#include <map>

#include "onething/key_shelf.h"

namespace onething::store {

class MemoryKeys : public KeyShelf {
 public:
  Result<std::optional<KeyRow>> key(std::string_view id) override;
  Result<std::vector<KeyRow>> keys(std::string_view after, int limit) override;
  Result<KeyRow> add_key(const KeyRow& row) override;
  Status rewrap_keys(std::span<const KeyRow> rows) override;
  Status erase_key(const AccessLine& why) override;
  Status add_line(const AccessLine& line) override;
  Result<std::vector<AccessLine>> lines() override;

 private:
  std::map<std::string, KeyRow, std::less<>> rows_;
  std::vector<AccessLine> lines_;
};

}  // namespace onething::store
