// SPDX-License-Identifier: Apache-2.0
//
// Rows of cases as a table for people, as CSV for spreadsheets and as JSON.

#pragma once

#include <string>
#include <vector>

#include "onething/store.h"
#include "session.h"

namespace onething::cli {

std::string rows_table(const Session& session,
                       const std::vector<CaseRow>& rows);

// With a line of names that do not depend on the language. A cell that a
// spreadsheet would take for a formula gets an apostrophe in front.
std::string rows_csv(const std::vector<CaseRow>& rows);

Value row_document(const CaseRow& row);

}  // namespace onething::cli
