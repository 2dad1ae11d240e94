// SPDX-License-Identifier: Apache-2.0
//
// Rows of cases as a table for people, as CSV for spreadsheets and as JSON.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "onething/report.h"
#include "onething/store.h"
#include "session.h"

namespace onething::cli {

// Why each case wants attention, by its number; what helps first comes first.
using Causes = std::map<std::string, std::vector<Waiting>>;

// Reads every one of them.
Result<Causes> causes_of(Session& session, const std::vector<CaseRow>& rows);

// With causes it says who acts and why, for each case.
std::string rows_table(const Session& session, const std::vector<CaseRow>& rows,
                       const Causes* causes = nullptr);

// With a line of names that do not depend on the language. A cell that a
// spreadsheet would take for a formula gets an apostrophe in front.
std::string rows_csv(const Session& session, const std::vector<CaseRow>& rows,
                     const Causes* causes = nullptr);

Value row_document(const Session& session, const CaseRow& row,
                   const Causes* causes = nullptr);

}  // namespace onething::cli
