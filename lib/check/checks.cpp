// SPDX-License-Identifier: Apache-2.0

#include "check/checks.h"

#include <type_traits>

namespace onething::check {

namespace {

constexpr CheckRow rows[] = {
#define ONETHING_CHECK(code, name, severity, scope) \
  {#code, #name, Severity::severity, Scope::scope},
#include "check/checks.def"
#undef ONETHING_CHECK
};

// Calls the check when it looks at facts of this kind.
template <typename Facts, typename Wanted>
void run_one(void (*check)(Wanted, Findings&), const Facts& facts,
             Findings& findings) {
  if constexpr (std::is_same_v<Wanted, const Facts&>) check(facts, findings);
}

template <typename Facts>
void run_all(const Facts& facts, Diagnostics& out) {
  Findings findings(out);
#define ONETHING_CHECK(code, name, severity, scope) \
  findings.stand_for(#code, Severity::severity);    \
  run_one(&check_##name, facts, findings);
#include "check/checks.def"
#undef ONETHING_CHECK
}

}  // namespace

std::span<const CheckRow> all_checks() { return rows; }

void check_workflow(const WorkflowFacts& facts, Diagnostics& out) {
  run_all(facts, out);
}

void check_department(const DepartmentFacts& facts, Diagnostics& out) {
  run_all(facts, out);
}

void check_project(const ProjectFacts& facts, Diagnostics& out) {
  run_all(facts, out);
}

}  // namespace onething::check
