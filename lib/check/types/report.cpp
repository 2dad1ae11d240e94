// SPDX-License-Identifier: Apache-2.0

#include "check/types/report.h"

#include <string>
#include <vector>

namespace onething::check {

namespace {

Message help_for(const MappingMisfit& one) {
  const Misfit& misfit = one.misfit;
  if (misfit.kind == Misfit::Kind::conversion)
    return {"check_types.help_convert",
            {{"function", misfit.function}, {"text", one.text}}};
  if (misfit.kind == Misfit::Kind::absent && misfit.path.empty())
    return {"check_types.help_absent_input",
            {{"text", one.text}, {"input", one.field->id.text}}};
  if (misfit.kind == Misfit::Kind::absent)
    return {"check_types.help_absent_member", {}};
  if (misfit.kind == Misfit::Kind::option)
    return {"check_types.help_option", {}};
  if (misfit.kind == Misfit::Kind::limit) return {"check_types.help_limit", {}};
  return {"check_types.help_type", {}};
}

Message headline(const MappingMisfit& one) {
  const Misfit& misfit = one.misfit;
  const std::vector<Arg> arguments = {
      {"step", one.step->id.text},
      {"input", one.field->id.text + misfit.path},
      {"service", one.step->uses.text.text},
      {"found", misfit.found},
      {"wanted", misfit.wanted}};
  if (one.is_keep) return {"check_types.keep_type", arguments};
  switch (misfit.kind) {
    case Misfit::Kind::type:
    case Misfit::Kind::conversion:
      return {"check_types.input_type", arguments};
    case Misfit::Kind::absent:
      return {"check_types.absent_input",
              {{"step", one.step->id.text},
               {"input", one.field->id.text + misfit.path},
               {"service", one.step->uses.text.text}}};
    case Misfit::Kind::option:
      return {"check_types.option_not_in_contract", arguments};
    case Misfit::Kind::limit:
      break;
  }
  return {"check_types.input_may_not_fit", arguments};
}

Message beside(const MappingMisfit& one) {
  if (one.misfit.kind == Misfit::Kind::absent)
    return {"check_types.expected_present", {}};
  return {"check_types.expected_type", {{"wanted", one.misfit.wanted}}};
}

}  // namespace

void report_mistakes(const WorkflowFacts& facts, Findings& findings,
                     typing::Mistake::Kind kind) {
  if (!facts.typed || !facts.typed->has_mistakes()) return;
  for (std::size_t i = 0; i < facts.formulas.size(); ++i) {
    const Formula& formula = *facts.formulas[i].formula;
    for (const typing::Mistake& mistake : facts.typed->checked(i).mistakes)
      if (mistake.kind == kind)
        findings.report(formula.place(mistake.range.begin, mistake.range.end),
                        mistake.found, mistake.expected, mistake.help);
  }
}

void report_misfit(Findings& findings, const MappingMisfit& one) {
  Diagnostic& finding =
      findings.report(one.span, headline(one), beside(one), help_for(one));
  finding.labels.push_back(
      {one.field->id.span, {"check_types.label_contract", {}}});
}

void report_misfits(const WorkflowFacts& facts, Findings& findings,
                    Misfit::Kind kind) {
  for (const MappingMisfit& one : facts.misfits)
    if (one.misfit.kind == kind && !one.is_keep) report_misfit(findings, one);
}

}  // namespace onething::check
