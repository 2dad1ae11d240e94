// SPDX-License-Identifier: Apache-2.0
//
// The checks of checks.def as functions and as a table.
//
// Each looks at one thing and reports one code. They share nothing but the
// facts and may run in any order, on any thread. What cannot be understood
// because loading failed there is passed over in silence: that has been said.

#pragma once

#include <span>
#include <string_view>

#include "check/facts.h"
#include "check/findings.h"

namespace onething::check {

#define ONETHING_SCOPE_workflow const WorkflowFacts&
#define ONETHING_SCOPE_department const DepartmentFacts&
#define ONETHING_SCOPE_project const ProjectFacts&

#define ONETHING_CHECK(code, name, severity, scope) \
  void check_##name(ONETHING_SCOPE_##scope facts, Findings& findings);
#include "check/checks.def"
#undef ONETHING_CHECK

enum class Scope { workflow, department, project };

// One row of the table.
struct CheckRow {
  std::string_view code;
  std::string_view name;
  Severity severity = Severity::error;
  Scope scope = Scope::workflow;
};
std::span<const CheckRow> all_checks();

// Every check of a scope, in the order of the table. Findings come unsorted.
void check_workflow(const WorkflowFacts& facts, Diagnostics& out);
void check_department(const DepartmentFacts& facts, Diagnostics& out);
void check_project(const ProjectFacts& facts, Diagnostics& out);

}  // namespace onething::check
