// SPDX-License-Identifier: Apache-2.0
//
// Destroying the key of a case, and wrapping keys anew.

#include <utility>

#include "onething/sealed_store.h"
#include "run/ciphers.h"
#include "seal/case_seal.h"

namespace onething {

namespace {

constexpr int kPage = 500;

Error no_shelf() {
  return {ErrorCode::invalid, {"seal.store_has_no_shelf", {}}};
}

Result<KeyRow> wrap_again(const KeyRow& row, const Keyring& keys,
                          run::Ciphers& ciphers, Randomness& randomness) {
  const Keyring::Content::Key* from = keys.content().find(row.master);
  if (from == nullptr)
    return Error{ErrorCode::unavailable,
                 {"seal.wrong_key", {{"name", row.master}}}};
  const Keyring::Content::Key& to = keys.content().keys.front();
  OT_TRY(const Cipher* cipher, ciphers.find(row.suite));
  OT_TRY(const Secret key,
         seal::unwrap_key(*cipher, from->secret, row.id, row.wrapped));
  KeyRow again = row;
  again.master = to.name;
  OT_TRY(again.wrapped,
         seal::wrap_key(*cipher, randomness, to.secret, row.id, key));
  return again;
}

Status erase_held(Runner& runner, KeyShelf& shelf, const AccessLine& why) {
  OT_TRY(const CaseView view, runner.view({why.case_id}));
  if (!view.ended)
    return Error{ErrorCode::invalid,
                 {"seal.case_is_running", {{"case", why.case_id}}}};
  return shelf.erase_key(why);
}

}  // namespace

Status erase_case(Runner& runner, Store& store, AccessLine why) {
  KeyShelf* shelf = store.key_shelf();
  if (shelf == nullptr) return no_shelf();
  const CaseId id{why.case_id};
  why.act = "erased";
  OT_CHECK(store.row(id));
  OT_TRY(const std::int64_t epoch, store.claim(id, why.actor));
  Status status = erase_held(runner, *shelf, why);
  static_cast<void>(store.release(id, epoch));
  return status;
}

Result<std::int64_t> rotate_keys(Store& store, const Keyring& keys,
                                 Randomness& randomness, AccessLine why) {
  KeyShelf* shelf = store.key_shelf();
  if (shelf == nullptr) return no_shelf();
  if (keys.empty()) return Error{ErrorCode::unavailable, {"seal.no_key", {}}};
  run::Ciphers ciphers;
  std::int64_t count = 0;
  std::string after;
  while (true) {
    OT_TRY(const std::vector<KeyRow> page, shelf->keys(after, kPage));
    if (page.empty()) break;
    after = page.back().id;
    std::vector<KeyRow> again;
    for (const KeyRow& row : page) {
      if (row.erased_at || row.master == keys.names().front()) continue;
      OT_TRY(KeyRow wrapped, wrap_again(row, keys, ciphers, randomness));
      again.push_back(std::move(wrapped));
    }
    if (again.empty()) continue;
    OT_CHECK(shelf->rewrap_keys(again));
    count += static_cast<std::int64_t>(again.size());
  }
  if (count == 0) return count;
  why.act = "rotated";
  OT_CHECK(shelf->add_line(why));
  return count;
}

}  // namespace onething
