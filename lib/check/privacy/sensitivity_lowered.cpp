// SPDX-License-Identifier: Apache-2.0
//
// `sensitivity` below what an identity number or a person always is, or a
// record below its own members. A telephone or an account may belong to a
// company; these may not.

#include "check/checks.h"
#include "check/privacy/all_fields.h"
#include "check/privacy/levels.h"

namespace onething::check {

void check_sensitivity_lowered(const ProjectFacts& facts, Findings& findings) {
  for (const WrittenField& one : all_fields(facts)) {
    const Type& type = one.field->type;
    Sensitivity least = Sensitivity::open;
    if (type.kind == TypeKind::citizen_id || type.kind == TypeKind::person)
      least = default_sensitivity(type.kind);
    else if (type.kind == TypeKind::list || type.kind == TypeKind::object)
      least = highest_sensitivity(type);
    if (least < Sensitivity::personal || type.sensitivity >= least) continue;
    findings.report(
        one.field->id.span,
        {"check_privacy.lowered",
         {{"field", one.field->id.text},
          {"declared", level_name(type.sensitivity)},
          {"least", level_name(least)}}},
        {"check_privacy.expected_sensitivity", {{"least", level_name(least)}}},
        {"check_privacy.help_lowered", {}});
  }
}

}  // namespace onething::check
