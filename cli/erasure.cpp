// SPDX-License-Identifier: Apache-2.0

#include "erasure.h"

namespace onething::cli {

Result<std::optional<KeyRow>> erasure_of(Store& store, const CaseId& id) {
  KeyShelf* shelf = store.key_shelf();
  if (shelf == nullptr) return std::optional<KeyRow>();
  OT_TRY(std::optional<KeyRow> row, shelf->key(id.text));
  if (row && !row->erased_at) row.reset();
  return row;
}

std::string erasure_text(const Session& session, const KeyRow& erased) {
  return session.text({"privacy.was_erased",
                       {{"time", to_local_text(*erased.erased_at)},
                        {"actor", erased.erased_by},
                        {"reason", erased.reason}}}) +
         "\n";
}

Value erasure_document(const KeyRow& erased) {
  return Object{{"at", to_text(*erased.erased_at)},
                {"actor", erased.erased_by},
                {"reason", erased.reason}};
}

}  // namespace onething::cli
