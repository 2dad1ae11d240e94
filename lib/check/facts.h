// SPDX-License-Identifier: Apache-2.0
//
// What several checks ask of a project or a workflow, found out once.
//
// Facts only, no judgement and no diagnostics. They point into the Project,
// which outlives them; one WorkflowFacts belongs to one thread.

#pragma once

#include <memory>
#include <vector>

#include "calendar/calendar.h"
#include "check/ground_facts.h"
#include "check/once_only/repeats.h"
#include "check/once_only/shareable.h"
#include "check/order/absences.h"
#include "check/project_facts.h"
#include "check/soundness/proved_pointer.h"
#include "check/types/conditions.h"
#include "check/types/mapping.h"
#include "check/types/typed_workflow.h"
#include "expr/ast.h"
#include "onething/diagnostic.h"
#include "onething/workflow.h"

namespace onething::check {

struct DepartmentFacts {
  const ProjectFacts& project;
  const Department& department;
};

// All but the first line is empty where `is_broken`.
struct WorkflowFacts : GroundFacts {
  // Types, mistakes and conditions; null when `is_broken`: types would only
  // repeat what loading has said.
  std::unique_ptr<TypedWorkflow> typed = {};
  std::vector<MappingMisfit> misfits = {};
  std::vector<Idle> idle = {};
  std::vector<Absence> absences = {};
  std::vector<Shareable> shareable = {};
  std::vector<RepeatedField> repeated_fields = {};
  std::vector<RepeatedMaterial> repeated_materials = {};
  std::vector<IssuedMaterial> issued_materials = {};
  ProvedPointer proved = {};  // May be null.
};

ProjectFacts project_facts(const Project& project, const Sources& sources,
                           const Diagnostics& loading, const Calendar& calendar,
                           Date today);
WorkflowFacts workflow_facts(const ProjectFacts& project,
                             const Workflow& workflow);

}  // namespace onething::check
