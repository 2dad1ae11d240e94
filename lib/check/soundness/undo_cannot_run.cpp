// SPDX-License-Identifier: Apache-2.0
//
// An undo that the program cannot have done: nobody can be asked for a message,
// and no other case acts for one that comes to nothing. A person of the
// fallback team would have to do it every time.

#include "check/checks.h"
#include "model/service_facts.h"

namespace onething::check {

void check_undo_cannot_run(const DepartmentFacts& facts, Findings& findings) {
  for (const Service& service : facts.department.services) {
    const Service* undo = model::undo_of(facts.department, service);
    if (undo == nullptr || undo == &service) continue;
    const bool is_message = undo->by == Performer::message;
    if (!is_message && undo->call.workflow.empty()) continue;
    findings
        .report(service.undo.span,
                {"check_soundness.undo_cannot_run",
                 {{"service", service.id.text}, {"undo", undo->id.text}}},
                {"check_soundness.expected_undo", {}},
                {"check_soundness.help_undo_cannot_run", {}})
        .labels.push_back({undo->id.span, {"check_soundness.label_undo", {}}});
  }
}

}  // namespace onething::check
