// SPDX-License-Identifier: Apache-2.0
//
// The disclosure matrix of a workflow: which datum may reach which department
// at most, on any path, for what purpose, on what basis and when.
//
// What the files allow, before any case exists. What moved in one case is its
// ledger: report.h.

#pragma once

#include <string>
#include <vector>

#include "onething/author.h"
#include "onething/type.h"

namespace onething {

// One datum that goes into one input of one service.
struct DisclosedField {
  std::string field;  // "form.legal_rep.id", "steps.licence.uscc"
  Title title;        // May be empty.
  Sensitivity sensitivity = Sensitivity::open;
  std::string department;
  Title department_title;
  std::string service;
  Title service_title;
  std::string input;               // "legal_rep_id", "owners.id"
  std::vector<std::string> steps;  // "tax_change", "prefill.licence"
  std::string purpose;             // May be empty.
  std::string
      basis;  // Of the input, the service or the workflow; may be empty.
  // Formulas of the steps; none when it goes whatever the case is.
  std::vector<std::string> conditions;
};

struct DisclosureMatrix {
  std::string workflow;
  Title title;
  std::vector<DisclosedField> fields;  // By field, then by department.
};

// Of each workflow in the files that the run was asked about. What could not be
// understood is missing: look at the run's diagnostics first.
std::vector<DisclosureMatrix> disclosure_matrices(const CheckRun& run);

// For people, at most 80 columns wide.
std::string disclosure_text(const std::vector<DisclosureMatrix>& matrices,
                            Language language);

// RFC 4180 with a byte order mark, as spreadsheet programs want it; what they
// would take for a formula gets an apostrophe.
std::string disclosure_csv(const std::vector<DisclosureMatrix>& matrices,
                           Language language);

// {"workflows": [{workflow, title, fields: […]}]}; see docs/output.md.
std::string disclosure_json(const std::vector<DisclosureMatrix>& matrices,
                            Language language);

}  // namespace onething
