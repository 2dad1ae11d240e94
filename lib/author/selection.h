// SPDX-License-Identifier: Apache-2.0
//
// --select and --ignore: which codes are wanted at all.
//
// Words mean codes as in `explain` (catalogue.h). What is ignored wins over
// what is selected.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/author.h"

namespace onething::author {

class Selection {
 public:
  // not_found when a word means no code at all: a slip would otherwise make
  // every run green.
  static Result<Selection> make(const std::vector<std::string>& select,
                                const std::vector<std::string>& ignore,
                                const std::vector<CodeEntry>& codes);

  bool wants(std::string_view code) const;

 private:
  std::vector<std::string_view> unwanted_;  // Codes, sorted.
};

}  // namespace onething::author
