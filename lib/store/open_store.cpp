// SPDX-License-Identifier: Apache-2.0

#include "onething/store.h"
#include "store/sqlite_store.h"

namespace onething {

Result<std::unique_ptr<Store>> open_store(std::string_view address,
                                          OlderSchema older) {
  constexpr std::string_view sqlite = "sqlite:";
  if (address == "memory:") return make_memory_store();
  if (address.starts_with(sqlite) && address.size() > sqlite.size())
    return store::SqliteStore::open(address.substr(sqlite.size()), older);
  return Error{ErrorCode::not_found,
               {"store.bad_address", {{"address", std::string(address)}}}};
}

Result<std::int64_t> Store::claim(const CaseId& id, std::string_view worker) {
  OT_TRY(const std::vector<Result<std::int64_t>> epochs,
         claim_all({&id, 1}, worker));
  return epochs.front();
}

Status Store::release(const CaseId& id, std::int64_t epoch) {
  const HeldCase held{id, epoch};
  return release_all({&held, 1});
}

}  // namespace onething
