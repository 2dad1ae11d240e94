// SPDX-License-Identifier: Apache-2.0
//
// Two steps that ask one service for the same thing with the same data: it is
// done twice, and a second charge or a second certificate may be the result.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/checks.h"
#include "check/order/pairs.h"

namespace onething::check {

void check_done_twice(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  std::map<std::string_view, int> uses;
  for (const Step& step : facts.workflow.steps) ++uses[step.uses.text.text];
  std::map<std::string, std::vector<const Step*>> by_call;
  for (const Step& step : facts.workflow.steps) {
    if (uses[step.uses.text.text] < 2) continue;
    const Service* service = facts.service_of(step);
    const bool only_reads =
        service == nullptr || service->reads_only ||
        (service->call.http && service->call.http->method == "GET");
    if (only_reads) continue;
    std::vector<const Step*>& same =
        by_call[step.uses.text.text + "\n" + inputs_text(step)];
    for (const Step* first : same) {
      if (never_both(facts, *first, step)) continue;
      Diagnostic& finding = findings.report(
          step.id.span,
          {"check_order.done_twice",
           {{"first", first->id.text},
            {"second", step.id.text},
            {"service", step.uses.text.text}}},
          {"check_order.expected_once", {}}, {"check_order.help_once", {}});
      finding.labels.push_back(
          {first->id.span, {"check_order.label_first", {}}});
      break;
    }
    same.push_back(&step);
  }
}

}  // namespace onething::check
