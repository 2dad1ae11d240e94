// SPDX-License-Identifier: Apache-2.0
//
// A law is named and no article of it: whoever wants to look it up reads it
// whole.

#include "check/checks.h"
#include "check/law/bases.h"
#include "check/law/citations.h"

namespace onething::check {

void check_basis_without_article(const ProjectFacts& facts,
                                 Findings& findings) {
  for (const Basis& basis : all_bases(facts.project)) {
    const auto names = named_without_article(basis.text);
    if (names.empty()) continue;
    findings.report(basis.span,
                    {"check_law.basis_without_article",
                     {{"owner", std::string(basis.owner)},
                      {"law", std::string(names.front())}}},
                    {"check_law.expected_article", {}},
                    {"check_law.help_basis_without_article",
                     {{"law", std::string(names.front())}}});
  }
}

}  // namespace onething::check
