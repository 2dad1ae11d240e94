// SPDX-License-Identifier: Apache-2.0
//
// Whose data went where, asked of stored cases: each value of a case with its
// origin, everybody who got something of one person or firm, and what a
// workflow hands round, as an impact assessment wants to know it.
//
// Before anything runs, disclosure.h answers the last question from the files.
// Masking and printing are the caller's; see report.h.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/report.h"
#include "onething/workflow.h"

namespace onething {

// One value of a case: where it came from and who has it.
struct Provenance {
  std::string field;  // "form.owner", "steps.tax.receipt"; [2] for a later run.
  Title title;
  Sensitivity sensitivity = Sensitivity::internal;
  Value value;                // As it is: show_value() masks.
  std::string from;           // "applicant", or a department.
  std::string actor;          // The person who gave it; empty for a system.
  std::int64_t sequence = 0;  // Of the event that brought it.
  Instant at;
  std::vector<std::string> to;  // Departments that were sent it since.
};
// In the order in which the values came; a corrected value stands beside the
// one before it. Empty once the case was erased.
Result<std::vector<Provenance>> provenance(Store& store, const CaseId& id);

// One field of a person or firm that went to a department.
struct Handed {
  CaseId id;
  std::string workflow;
  std::string item;  // Catalogue item of the service (实施编码); may be empty.
  Disclosure moved;
};
// `subject` is a business key, or any text that stands in a value, such as a
// citizen's number: of a case about the subject everything that moved, of
// others the fields in which the text stands. Reads every case.
Result<std::vector<Handed>> who_got(Store& store, std::string_view subject);

// What one workflow sends to one department, over all its cases.
struct DataFlow {
  std::string workflow;
  std::string field;
  std::string from;
  std::string to;
  std::string service;
  std::string item;
  std::string purpose;
  std::string basis;
  std::string sensitivity;
  std::int64_t times = 0;
  std::int64_t cases = 0;
  Instant first;
  Instant last;
};
// Of one workflow, or of all when it is empty; sorted.
Result<std::vector<DataFlow>> data_flows(Store& store,
                                         std::string_view workflow);

// A case's subject as lists show it: masked where its field is personal or it
// is a citizen's number. Reads each definition once.
class SubjectMask {
 public:
  explicit SubjectMask(Store& store);
  ~SubjectMask();
  std::string show(const CaseRow& row);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace onething
