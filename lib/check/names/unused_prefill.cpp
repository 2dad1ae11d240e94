// SPDX-License-Identifier: Apache-2.0
//
// A prefill that no formula reads: data is fetched from a department and goes
// nowhere.

#include <algorithm>

#include "check/checks.h"

namespace onething::check {

namespace {

// `=prefill` as a whole reads every one.
bool reads(const FormulaUse& use, std::string_view prefill) {
  return std::any_of(use.reads.begin(), use.reads.end(),
                     [prefill](const expr::Reference& read) {
                       return read.root == "prefill" &&
                              (read.path.empty() || read.path[0] == prefill);
                     });
}

}  // namespace

void check_unused_prefill(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  for (const Step& prefill : facts.workflow.prefill) {
    const bool is_read =
        std::any_of(facts.formulas.begin(), facts.formulas.end(),
                    [&prefill](const FormulaUse& use) {
                      return reads(use, prefill.id.text);
                    });
    if (is_read) continue;
    findings.report(
        prefill.id.span,
        {"check_names.unused_prefill", {{"prefill", prefill.id.text}}},
        {"check_names.expected_read", {}},
        {"check_names.help_unused_prefill", {{"prefill", prefill.id.text}}});
  }
}

}  // namespace onething::check
