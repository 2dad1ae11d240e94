// SPDX-License-Identifier: Apache-2.0
//
// What is written in a workflow, ordered: which formula stands where, what it
// reads and of which type it is, which step waits for which, which datum goes
// where. What follows from it, and concerns several checks, is in facts.h.
//
// No judgement and no diagnostics. Points into the Project, which outlives it;
// one GroundFacts belongs to one thread.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "check/bit_rows.h"
#include "check/flow.h"
#include "check/project_facts.h"
#include "model/formula_uses.h"
#include "onething/workflow.h"

namespace onething::check {

using model::FormulaUse;
using model::Place;

// `step` waits for `to`: because it reads its output, or because of `after`.
struct Wait {
  std::size_t to = 0;
  Span span;
  bool by_data = false;
};

struct GroundFacts {
  const ProjectFacts& project;
  const Workflow& workflow;
  // Loading found errors in the workflow's file: what seems unused or missing
  // may only be misspelt.
  bool is_broken = false;
  std::vector<FormulaUse> formulas = {};
  std::vector<std::vector<Wait>> waits = {};  // By step.
  // By step: steps that have settled before it can start, itself excluded.
  BitRows before = {};
  std::vector<Flow> flows = {};  // Which datum goes where.

  const Service* service_of(const Step& step) const {
    return project.project.service_of(step.uses);
  }
  const Department* department_of(const Step& step) const {
    return project.project.department_of(step.uses);
  }
};

GroundFacts ground_facts(const ProjectFacts& project, const Workflow& workflow);

// A step of the workflow by its id; `unresolved` when there is none.
std::size_t find_step(const std::vector<Step>& steps, std::string_view id);

}  // namespace onething::check
