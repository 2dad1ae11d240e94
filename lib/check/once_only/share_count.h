// SPDX-License-Identifier: Apache-2.0
//
// How much a workflow asks, how much it fetches instead, and how much more it
// could fetch: the line at the end of a check.

#pragma once

#include <cstddef>

#include "check/facts.h"

namespace onething::check {

struct ShareCount {
  // Single fields that the applicant fills in (a list's element counts once)
  // and materials.
  std::size_t asked = 0;
  // Different answers of prefills and steps that are passed on to departments:
  // what the applicant would have had to carry there.
  std::size_t shared = 0;
  // Asked fields and materials with a finding OT5001 to OT5008.
  std::size_t could_be_shared = 0;
};

ShareCount share_count(const WorkflowFacts& facts);

}  // namespace onething::check
