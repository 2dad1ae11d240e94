// SPDX-License-Identifier: Apache-2.0
//
// Stories that are told to see which lines of the table of transitions they
// try; what each shows on the way is for its teller.

#pragma once

#include <set>

#include "support/case_builder.h"

namespace onething::testing {

class StoryBook {
 public:
  explicit StoryBook(std::set<Tried>& tried) : tried_(tried) {}

 protected:
  void add(const CaseBuilder& one) {
    tried_.insert(one.tried().begin(), one.tried().end());
  }

 private:
  std::set<Tried>& tried_;
};

// What tellers have departments say.
inline constexpr const char* kAccount = R"({"account":"A1"})";
inline constexpr const char* kReturned = R"({"returned":["缺"]})";

}  // namespace onething::testing
