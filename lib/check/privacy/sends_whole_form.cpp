// SPDX-License-Identifier: Apache-2.0
//
// `=form` hands over everything, today and whatever is added tomorrow.

#include "check/checks.h"
#include "check/origins.h"

namespace onething::check {

namespace {

bool is_sent(Place place) {
  return place == Place::step_with || place == Place::prefill_with ||
         place == Place::outcome;
}

bool may_read_whole(const FormulaUse& use) {
  for (const expr::Reference& read : use.reads)
    if (read.path.empty() && read.root != "each") return true;
  return false;
}

}  // namespace

void check_sends_whole_form(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  for (const FormulaUse& use : facts.formulas) {
    if (!is_sent(use.place) || !may_read_whole(use)) continue;
    for (const Origin& origin : origins_in(use.formula->ast(), nullptr)) {
      if (!origin.path.empty() || origin.root == "case") continue;
      findings.report(
          use.formula->place(origin.range.begin, origin.range.end),
          {"check_privacy.whole_root", {{"root", std::string(origin.root)}}},
          {"check_privacy.expected_single", {}},
          {"check_privacy.help_whole_root", {}});
    }
  }
}

}  // namespace onething::check
