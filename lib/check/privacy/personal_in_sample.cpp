// SPDX-License-Identifier: Apache-2.0
//
// A literal identity number with right check digits may be a real person's.
// Invented ones are told by their order code, 990 to 999; the number printed
// in GB 11643 is everybody's.

#include <string_view>

#include "check/checks.h"
#include "onething/value.h"

namespace onething::check {

namespace {

constexpr std::string_view printed_in_the_standard = "11010519491231002X";

bool may_be_somebodys(std::string_view text) {
  if (text.size() != 18 || text == printed_in_the_standard) return false;
  return is_citizen_id(text) && text.substr(14, 2) != "99";
}

class LiteralSearch {
 public:
  explicit LiteralSearch(Findings& findings) : findings_(findings) {}

  // No deeper than the document, which the reader bounds.
  void look(const Template& value) {
    if (may_be_somebodys(value.literal))
      findings_.report(value.span, {"check_privacy.real_number", {}},
                       {"check_privacy.expected_invented", {}},
                       {"check_privacy.help_invented", {}});
    for (const Template& item : value.items) look(item);
    for (const auto& [name, inner] : value.members) look(inner);
  }

 private:
  Findings& findings_;
};

}  // namespace

void check_personal_in_sample(const ProjectFacts& facts, Findings& findings) {
  LiteralSearch search(findings);
  for (const Department& department : facts.project.departments)
    for (const Service& service : department.services)
      if (service.sample) search.look(*service.sample);
  for (const Workflow& workflow : facts.project.workflows) {
    for (const Step& step : workflow.prefill)
      for (const auto& [name, value] : step.with) search.look(value);
    for (const Step& step : workflow.steps)
      for (const auto& [name, value] : step.with) search.look(value);
  }
}

}  // namespace onething::check
