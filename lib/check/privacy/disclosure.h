// SPDX-License-Identifier: Apache-2.0
//
// The disclosure matrix: which datum a workflow may hand to which department,
// at most, on any path; for what purpose, on what basis and when.
//
// What the files say, before any case exists. What really moved in a case is
// its ledger (onething/report.h).

#pragma once

#include <string>
#include <vector>

#include "onething/workflow.h"

namespace onething::check {

// One datum going into one input of one service.
struct DisclosureRow {
  std::string field;  // "form.legal_rep.id", "steps.licence.uscc"
  Title title;        // Of the field; may be empty.
  Sensitivity sensitivity = Sensitivity::open;  // Where it comes from.
  const Department* department = nullptr;
  const Service* service = nullptr;
  std::string input;               // "legal_rep_id", "owners.id"
  std::vector<std::string> steps;  // Steps and prefills that send it.
  std::string purpose;             // May be empty.
  std::string basis;               // Of the input, the service or the workflow.
  // Formulas, each of one of the steps; none: whatever the case is.
  std::vector<std::string> conditions;
};

// By field in the order of the file, then by department and service in the
// order of steps. Points into the project.
std::vector<DisclosureRow> disclosure_of(const Project& project,
                                         const Workflow& workflow);

}  // namespace onething::check
