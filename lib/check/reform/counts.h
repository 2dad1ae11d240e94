// SPDX-License-Identifier: Apache-2.0
//
// What one situation asks of an applicant, counted: for the checks of the
// reform and for `onething metrics`.
//
// Pure arithmetic over the facts; how is counted, the rules say. Time is not
// counted here.

#pragma once

#include <cstdint>

#include "check/situations.h"

namespace onething::check {

// False is the usual way of each: see lib/measure/rules.def.
struct CountRules {
  bool items = false;
  bool steps = false;
  bool parallel = false;
  bool materials = false;
  bool visits = false;
  bool departments = false;
  bool fields = false;
};

struct Counts {
  std::int64_t items = 0;
  std::int64_t steps = 0;  // The application, and what people still do.
  std::int64_t materials = 0;
  std::int64_t visits = 0;
  // That the applicant deals with: where he applies, and where people still
  // handle his case or expect him.
  std::int64_t departments = 0;
  std::int64_t fields = 0;
  std::int64_t windows = 0;
};

// Steps whose reference is unresolved are left out.
Counts count(const WorkflowFacts& facts, const Situations& situations,
             const Situation& situation, const CountRules& rules = {});

// People handle the step, or it asks for a visit.
bool faces_applicant(const Service& service);

}  // namespace onething::check
