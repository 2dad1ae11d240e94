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

}  // namespace onething
