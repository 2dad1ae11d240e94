// SPDX-License-Identifier: Apache-2.0

#include "onething/report.h"

namespace onething {

Result<std::vector<Disclosure>> disclosures(Store& store, const CaseId& id) {
  OT_TRY(std::vector<LedgerRow> rows, store.ledger(id));
  std::vector<Disclosure> moved;
  moved.reserve(rows.size());
  for (LedgerRow& row : rows)
    moved.push_back({std::move(row.field), std::move(row.from),
                     std::move(row.to), std::move(row.step),
                     std::move(row.service), std::move(row.purpose),
                     std::move(row.basis), std::move(row.sensitivity), row.at});
  return moved;
}

}  // namespace onething
