// SPDX-License-Identifier: Apache-2.0
//
// The rows of one case in every table.
//
// What nobody knows stays empty: nothing here guesses.

#pragma once

#include "export/handled.h"
#include "export/table_rows.h"

namespace onething::exchange {

// not_found where the map cannot be computed for want of a root; a formula that
// fails leaves its column empty.
Rows rows_of(const StoredCase& of, const ExportOptions& options);

// Columns about the applicant that types tell for certain, then the map's.
void add_applicant(const StoredCase& of, const ExportOptions& options,
                   Row& row);
// What the map says of a part; true when it says anything.
bool add_mapped(const StoredCase& of, const ExportOptions& options,
                const std::vector<std::pair<Spelled, Template>>& part,
                TableKind table, Row& row);

}  // namespace onething::exchange
