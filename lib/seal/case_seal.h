// SPDX-License-Identifier: Apache-2.0
//
// The seal of one case: its data key, under which single values are sealed, and
// how that key itself is kept under a master key.
//
// Every sealed value is bound to the case, the record and the member it stands
// in, so that moving it elsewhere is noticed. Which values are sealed is in
// payload.h; this knows no JSON.

#pragma once

#include <string>
#include <string_view>

#include "base/cipher.h"
#include "onething/keys.h"
#include "onething/result.h"
#include "seal/keyring.h"

namespace onething::seal {

// Where a value stands within its case.
struct Place {
  std::string_view record;  // "case_received"
  int version = 1;          // Of the record.
  std::string_view member;  // "form"
  char shape = 's';         // What erasing leaves; see payload.h.
};

class CaseSeal {
 public:
  // Both references must outlive it.
  CaseSeal(const Cipher& cipher, Randomness& randomness, std::string id,
           Secret key);

  // Errors: unavailable when chance or the library fail.
  Result<std::string> seal(const Place& place, std::string_view plain) const;
  // corrupt (seal.changed) when it was not sealed here, in this place.
  Result<std::string> open(const Place& place, std::string_view sealed) const;
  // For the ledger and for searching; base32.
  std::string digest(std::string_view text) const;

  const Secret& key() const { return key_; }
  const std::string& id() const { return id_; }

 private:
  std::string known(const Place& place) const;

  const Cipher* cipher_;
  Randomness* randomness_;
  std::string id_;
  Secret key_;
  Secret values_;
  Secret digests_;
};

// A data key as it is kept: sealed under a master key, for one id.
Result<std::string> wrap_key(const Cipher& cipher, Randomness& randomness,
                             const Secret& master, std::string_view id,
                             const Secret& key);
Result<Secret> unwrap_key(const Cipher& cipher, const Secret& master,
                          std::string_view id, std::string_view wrapped);
// A new one.
Result<Secret> draw_key(Randomness& randomness);

}  // namespace onething::seal
