// SPDX-License-Identifier: Apache-2.0
//
// A receiver's contract takes a value as ordinary that is personal where it
// comes from: from there on nobody would handle it with care
// (《个人信息保护法》第二十八条 to 第三十条, 第五十一条).

#include <algorithm>

#include "check/checks.h"
#include "check/privacy/levels.h"
#include "check/privacy/recipients.h"

namespace onething::check {

namespace {

// All that one place of a formula sends into one input, too little guarded.
struct Excess {
  PersonalFlow first;
  std::vector<const Flow*> flows;
  Sensitivity sent = Sensitivity::personal;
  Sensitivity taken_as = Sensitivity::open;
};

bool belongs_to(const Flow& flow, const Excess& excess) {
  const Flow& first = *excess.first.flow;
  return first.span == flow.span && first.target == flow.target;
}

std::vector<Excess> find_excesses(const WorkflowFacts& facts) {
  std::vector<Excess> out;
  for (const PersonalFlow& one : personal_flows(facts)) {
    if (one.step == nullptr || one.flow->in_text) continue;
    const Sensitivity taken_as = highest_sensitivity(one.flow->target->type);
    if (taken_as >= one.flow->from.sensitivity()) continue;
    if (out.empty() || !belongs_to(*one.flow, out.back()))
      out.push_back({one, {}, Sensitivity::personal, taken_as});
    out.back().flows.push_back(one.flow);
    out.back().sent = std::max(out.back().sent, one.flow->from.sensitivity());
  }
  return out;
}

// Where the value comes from says how careful to be; the members of a person
// stand nowhere.
void add_source(const Excess& excess, Diagnostic& finding) {
  const Flow& flow = *excess.flows.front();
  const Span written = flow.from.fields.back()->id.span;
  if (written.begin == written.end) return;
  finding.labels.push_back({written,
                            {"check_privacy.label_is",
                             {{"sent", level_name(flow.from.sensitivity())}}}});
}

}  // namespace

void check_exceeds_sensitivity(const WorkflowFacts& facts, Findings& findings) {
  for (const Excess& excess : find_excesses(facts)) {
    const Field& target = *excess.first.flow->target;
    Diagnostic& finding = findings.report(
        excess.first.flow->span,
        {"check_privacy.exceeds",
         {{"path", paths_of(facts.workflow, excess.flows)},
          {"sent", level_name(excess.sent)},
          {"service", excess.first.step->uses.text.text},
          {"input", target.id.text},
          {"declared", level_name(excess.taken_as)}}},
        {"check_privacy.expected_less",
         {{"declared", level_name(excess.taken_as)}}},
        {"check_privacy.help_exceeds",
         {{"input", target.id.text},
          {"sent", std::string(sensitivity_word(excess.sent))}}});
    finding.labels.push_back({target.id.span,
                              {"check_privacy.label_taken_as",
                               {{"declared", level_name(excess.taken_as)}}}});
    add_source(excess, finding);
  }
}

}  // namespace onething::check
