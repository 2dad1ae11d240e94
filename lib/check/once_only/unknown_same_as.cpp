// SPDX-License-Identifier: Apache-2.0
//
// `same_as` names nothing, or the field itself: what was meant to be declared
// is not.

#include "check/checks.h"
#include "check/once_only/declared_fields.h"
#include "onething/text.h"

namespace onething::check {

namespace {

Message proposal(const SameAs& same, std::string_view text) {
  std::string_view name = text;
  if (same.names_department)
    name = same.department == nullptr ? text.substr(0, text.find('/'))
                                      : text.substr(text.find('/') + 1);
  const std::vector<std::string> close = did_you_mean(name, same.candidates);
  if (close.empty()) return {"check_once_only.help_same_as", {}};
  std::string guess = close[0];
  if (same.names_department)
    guess = same.department == nullptr
                ? close[0] + std::string(text.substr(text.find('/')))
                : same.department->id.text + "/" + close[0];
  return {"check_once_only.help_same_as_guess", {{"guess", guess}}};
}

}  // namespace

void check_unknown_same_as(const ProjectFacts& facts, Findings& findings) {
  for (const DeclaredField& one : declared_fields(facts)) {
    const Spelled& same_as = one.field->same_as;
    if (one.same.field() == one.field) {
      findings.report(
          same_as.span,
          {"check_once_only.same_as_itself", {{"field", one.field->id.text}}},
          {"check_once_only.expected_other_field", {}},
          {"check_once_only.help_same_as", {}});
    } else if (one.same.field() == nullptr) {
      // A department's file with mistakes may have lost the field.
      if (one.same.department != nullptr &&
          facts.is_broken(one.same.department->id.span))
        continue;
      findings.report(
          same_as.span,
          {"check_once_only.unknown_same_as", {{"name", same_as.text}}},
          {"check_once_only.expected_known_field", {}},
          proposal(one.same, same_as.text));
    }
  }
}

}  // namespace onething::check
