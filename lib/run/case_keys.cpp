// SPDX-License-Identifier: Apache-2.0

#include "run/case_keys.h"

#include <utility>

namespace onething::run {

namespace {

constexpr std::string_view kOwn = "store";

Error no_key() { return {ErrorCode::unavailable, {"seal.no_key", {}}}; }

}  // namespace

CaseKeys::CaseKeys(KeyShelf& shelf, Keyring keys, std::string suite,
                   std::unique_ptr<Randomness> randomness)
    : shelf_(shelf),
      keys_(std::move(keys)),
      suite_(std::move(suite)),
      randomness_(std::move(randomness)) {}

Status CaseKeys::check() {
  if (seals()) OT_CHECK(ciphers_.find(suite_));
  OT_TRY(const std::optional<KeyRow> row, shelf_.key(kOwn));
  if (!row) return Done{};
  if (!seals()) return no_key();
  OT_TRY(own_, open(*row));
  return Done{};
}

Result<CaseKey> CaseKeys::find(const CaseId& id) {
  OT_TRY(std::optional<KeyRow> row, shelf_.key(id.text));
  CaseKey key;
  if (!row) return key;
  key.row = std::move(*row);
  key.state =
      key.row.erased_at ? CaseKey::State::erased : CaseKey::State::sealed;
  if (key.state == CaseKey::State::sealed) {
    OT_TRY(key.seal, open(key.row));
  }
  return key;
}

Result<CaseKey> CaseKeys::draw(const CaseId& id) {
  OT_CHECK(own());
  OT_TRY(Secret drawn, seal::draw_key(*randomness_));
  CaseKey key;
  key.state = CaseKey::State::sealed;
  OT_TRY(key.row, wrapped(id.text, drawn));
  OT_TRY(const Cipher* cipher, ciphers_.find(suite_));
  key.seal.emplace(*cipher, *randomness_, id.text, std::move(drawn));
  return key;
}

Result<const seal::CaseSeal*> CaseKeys::own() {
  if (own_) return &*own_;
  OT_TRY(const Secret drawn, seal::draw_key(*randomness_));
  OT_TRY(const KeyRow mine, wrapped(std::string(kOwn), drawn));
  // Another process may have been faster; then its key is the store's.
  OT_TRY(const KeyRow kept, shelf_.add_key(mine));
  OT_TRY(own_, open(kept));
  return &*own_;
}

Result<seal::CaseSeal> CaseKeys::open(const KeyRow& row) {
  if (keys_.empty()) return no_key();
  const Keyring::Content::Key* master = keys_.content().find(row.master);
  if (master == nullptr)
    return Error{ErrorCode::unavailable,
                 {"seal.wrong_key", {{"name", row.master}}}};
  OT_TRY(const Cipher* cipher, ciphers_.find(row.suite));
  OT_TRY(Secret key,
         seal::unwrap_key(*cipher, master->secret, row.id, row.wrapped));
  return seal::CaseSeal(*cipher, *randomness_, row.id, std::move(key));
}

Result<KeyRow> CaseKeys::wrapped(std::string id, const Secret& key) {
  if (keys_.empty()) return no_key();
  const Keyring::Content::Key& master = keys_.content().keys.front();
  OT_TRY(const Cipher* cipher, ciphers_.find(suite_));
  KeyRow row;
  OT_TRY(row.wrapped,
         seal::wrap_key(*cipher, *randomness_, master.secret, id, key));
  row.id = std::move(id);
  row.suite = suite_;
  row.master = master.name;
  return row;
}

}  // namespace onething::run
