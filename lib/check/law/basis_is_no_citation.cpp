// SPDX-License-Identifier: Apache-2.0
//
// A basis that names no law, rule or document: nobody can look it up.

#include "check/checks.h"
#include "check/law/bases.h"
#include "check/law/citations.h"

namespace onething::check {

void check_basis_is_no_citation(const ProjectFacts& facts, Findings& findings) {
  for (const Basis& basis : all_bases(facts.project)) {
    if (looks_like_citation(basis.text)) continue;
    findings.report(basis.span,
                    {"check_law.basis_is_no_citation",
                     {{"owner", std::string(basis.owner)},
                      {"basis", std::string(basis.text)}}},
                    {"check_law.expected_citation", {}},
                    {"check_law.help_basis_is_no_citation", {}});
  }
}

}  // namespace onething::check
