// SPDX-License-Identifier: Apache-2.0
//
// What several checks ask of a project or a workflow, found out once: which
// formula stands where, what it reads, which step waits for which.
//
// Facts only, no judgement and no diagnostics. They point into the Project,
// which outlives them; one WorkflowFacts belongs to one thread.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "calendar/calendar.h"
#include "check/bit_rows.h"
#include "check/flow.h"
#include "check/order/absences.h"
#include "check/project_facts.h"
#include "check/types/conditions.h"
#include "check/types/mapping.h"
#include "check/types/typed_workflow.h"
#include "expr/ast.h"
#include "model/formula_uses.h"
#include "onething/diagnostic.h"
#include "onething/workflow.h"

namespace onething::check {

struct DepartmentFacts {
  const ProjectFacts& project;
  const Department& department;
};

using model::FormulaUse;
using model::Place;

// `step` waits for `to`: because it reads its output, or because of `after`.
struct Wait {
  std::size_t to = 0;
  Span span;
  bool by_data = false;
};

struct WorkflowFacts {
  const ProjectFacts& project;
  const Workflow& workflow;
  // Loading found errors in the workflow's file: what seems unused or missing
  // may only be misspelt.
  bool is_broken = false;
  std::vector<FormulaUse> formulas;
  std::vector<std::vector<Wait>> waits;  // By step.
  // By step: steps that have settled before it can start, itself excluded.
  BitRows before;
  std::vector<Flow> flows = {};  // Which datum goes where.
  // Types, mistakes and conditions; null when `is_broken`: types would only
  // repeat what loading has said.
  std::unique_ptr<TypedWorkflow> typed = {};
  std::vector<MappingMisfit> misfits = {};
  std::vector<Idle> idle = {};
  std::vector<Absence> absences = {};

  const Service* service_of(const Step& step) const {
    return project.project.service_of(step.uses);
  }
  const Department* department_of(const Step& step) const {
    return project.project.department_of(step.uses);
  }
};

ProjectFacts project_facts(const Project& project, const Sources& sources,
                           const Diagnostics& loading, const Calendar& calendar,
                           Date today);
WorkflowFacts workflow_facts(const ProjectFacts& project,
                             const Workflow& workflow);

// A step of the workflow by its id; `unresolved` when there is none.
std::size_t find_step(const std::vector<Step>& steps, std::string_view id);

}  // namespace onething::check
