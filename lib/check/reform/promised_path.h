// SPDX-License-Identifier: Apache-2.0
//
// The longest chain of promised days through a workflow's steps.
//
// An estimate for advice: every step is taken to happen, and hours count as no
// day. Whether a promise can be kept is the time checks' affair.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/facts.h"

namespace onething::check {

class PromisedPath {
 public:
  // Of facts that outlive it.
  explicit PromisedPath(const WorkflowFacts& facts);

  // Nothing when some step's service promises no time. With `without` as if
  // that wait (of `facts.waits`) were not there.
  std::optional<std::int64_t> days(const Wait* without = nullptr) const;

 private:
  const WorkflowFacts& facts_;
  std::vector<std::size_t> order_;  // Nobody before whom it waits for.
  std::vector<std::int64_t> days_;  // By step; empty when not known.
};

}  // namespace onething::check
