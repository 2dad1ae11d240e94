// SPDX-License-Identifier: Apache-2.0
//
// A receiver's contract takes a value as ordinary that is personal where it
// comes from: from there on nobody would handle it with care
// (《个人信息保护法》第二十八条 to 第三十条, 第五十一条).

#include "check/checks.h"
#include "check/privacy/recipients.h"

namespace onething::check {

void check_exceeds_sensitivity(const WorkflowFacts& facts, Findings& findings) {
  for (const PersonalFlow& one : personal_flows(facts)) {
    if (one.step == nullptr || one.flow->in_text) continue;
    const Field& target = *one.flow->target;
    const Sensitivity declared = highest_sensitivity(target.type);
    const Sensitivity sent = one.flow->from.sensitivity();
    if (declared >= sent) continue;
    Diagnostic& finding = findings.report(
        one.flow->span,
        {"check_privacy.exceeds",
         {{"path", one.flow->from.path(facts.workflow)},
          {"sent", std::string(sensitivity_word(sent))},
          {"service", one.step->uses.text.text},
          {"input", target.id.text},
          {"declared", std::string(sensitivity_word(declared))}}},
        {"check_privacy.expected_less",
         {{"declared", std::string(sensitivity_word(declared))}}},
        {"check_privacy.help_exceeds",
         {{"input", target.id.text},
          {"sent", std::string(sensitivity_word(sent))}}});
    finding.labels.push_back(
        {target.id.span,
         {"check_privacy.label_taken_as",
          {{"declared", std::string(sensitivity_word(declared))}}}});
    // The members of a person stand nowhere.
    const Span written = one.flow->from.fields.back()->id.span;
    if (written.begin == written.end) continue;
    finding.labels.push_back(
        {written,
         {"check_privacy.label_is",
          {{"sent", std::string(sensitivity_word(sent))}}}});
  }
}

}  // namespace onething::check
