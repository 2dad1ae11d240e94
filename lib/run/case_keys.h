// SPDX-License-Identifier: Apache-2.0
//
// The keys of cases, opened when they are needed and gone right after.
//
// Only the master keys and the store's own key stay in memory. Which values are
// sealed with a key is sealed_store.cpp's business.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "onething/keys.h"
#include "onething/store.h"
#include "run/ciphers.h"
#include "seal/case_seal.h"

namespace onething::run {

// How a case lies in the store.
struct CaseKey {
  enum class State { clear, sealed, erased };
  State state = State::clear;
  KeyRow row;
  std::optional<seal::CaseSeal> seal;  // Of a sealed one.
};

class CaseKeys {
 public:
  // The shelf must outlive it.
  CaseKeys(KeyShelf& shelf, Keyring keys, std::string suite,
           std::unique_ptr<Randomness> randomness);

  // Whether we have the key that this store needs; see seal_store().
  Status check();

  // Errors: unavailable (seal.no_key, seal.wrong_key), corrupt.
  Result<CaseKey> find(const CaseId& id);
  // A new key for a new case; it is kept when its row is committed.
  Result<CaseKey> draw(const CaseId& id);
  // The store's own, under which subjects are searched; made when missing.
  Result<const seal::CaseSeal*> own();
  // Whether new cases are to be sealed.
  bool seals() const { return !keys_.empty(); }

 private:
  Result<seal::CaseSeal> open(const KeyRow& row);
  Result<KeyRow> wrapped(std::string id, const Secret& key);

  KeyShelf& shelf_;
  Keyring keys_;
  std::string suite_;
  std::unique_ptr<Randomness> randomness_;
  Ciphers ciphers_;
  std::optional<seal::CaseSeal> own_;
};

}  // namespace onething::run
