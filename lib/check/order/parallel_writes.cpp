// SPDX-License-Identifier: Apache-2.0
//
// Two steps that change one record of one department at the same time: which
// change wins is left to chance.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/checks.h"
#include "check/order/pairs.h"

namespace onething::check {

namespace {

// What a step writes to: the department's path with what stands for each
// parameter. Empty when that is not known.
std::string target_of(const WorkflowFacts& facts, const Step& step) {
  const Service* service = facts.service_of(step);
  if (service == nullptr || !service->call.http || service->reads_only ||
      !step.for_each.empty())
    return {};
  const HttpContract& http = *service->call.http;
  // POST makes something new each time.
  if (http.method == "GET" || http.method == "POST") return {};
  std::string target = std::to_string(step.uses.department) + http.path;
  std::size_t at = 0;
  while ((at = http.path.find('{', at)) != std::string::npos) {
    const std::size_t end = http.path.find('}', at);
    if (end == std::string::npos) return {};
    const std::string value = input_text(
        step, std::string_view(http.path).substr(at + 1, end - at - 1));
    if (value.empty()) return {};
    target += "\n" + value;
    at = end;
  }
  return target;
}

}  // namespace

void check_parallel_writes(const WorkflowFacts& facts, Findings& findings) {
  if (!facts.typed) return;
  const std::vector<Step>& steps = facts.workflow.steps;
  std::map<std::string, std::vector<std::size_t>> writers;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::string target = target_of(facts, steps[i]);
    if (target.empty()) continue;
    std::vector<std::size_t>& others = writers[std::move(target)];
    for (const std::size_t j : others) {
      if (!side_by_side(facts, i, j)) continue;
      Diagnostic& finding = findings.report(
          steps[i].id.span,
          {"check_order.parallel_writes",
           {{"first", steps[j].id.text},
            {"second", steps[i].id.text},
            {"path", facts.service_of(steps[i])->call.http->path}}},
          {"check_order.expected_order", {}},
          {"check_order.help_parallel", {{"first", steps[j].id.text}}});
      finding.labels.push_back(
          {steps[j].id.span, {"check_order.label_first", {}}});
      break;  // One is enough to act on; a hundred steps have 5,000 pairs.
    }
    others.push_back(i);
  }
}

}  // namespace onething::check
