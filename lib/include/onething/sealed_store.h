// SPDX-License-Identifier: Apache-2.0
//
// A Store whose values lie sealed: who reads the database without the master
// key sees what happened and when, and nobody's data.
//
// It stands between whoever uses a Store and the store itself; engine, runner
// and reports do not know of it. What is sealed is told in docs/privacy.md. The
// chain of hashes is over what lies in the store, so verifying needs no key.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "onething/keys.h"
#include "onething/result.h"
#include "onething/runner.h"
#include "onething/store.h"

namespace onething {

// Reads master keys from "env:NAME" or "file:PATH". A file must belong to us or
// to root and be closed to everybody else. From then on the process leaves no
// core file. unavailable for a place or a key that is none and when nothing can
// be read there; no message ever repeats what stands there.
Result<Keyring> read_keyring(std::string_view place);

// Where the master keys are: ONETHING_KEY_FILE, else ONETHING_SEALING_KEY, else
// `project` (onething.yaml, `sealing.key`); empty when nowhere.
std::string keyring_place(std::string_view project);

struct SealingOptions {
  std::string suite = "aes-256-gcm";  // For new cases; or "sm4-ctr-hmac-sm3".
  // Null: the system's.
  std::unique_ptr<Randomness> randomness = nullptr;
};

// Without keys and without anything sealed it is `store` itself. Cases that
// were begun in the clear stay so. Errors: unavailable when something is sealed
// and the key is missing (seal.no_key) or another one (seal.wrong_key), or when
// the cryptographic library is; invalid for an unknown suite. Nothing is
// written by opening.
Result<std::unique_ptr<Store>> seal_store(std::unique_ptr<Store> store,
                                          Keyring keys, SealingOptions options);

// One sentence for an operator: whether values lie sealed, and under which key.
Message how_values_lie(const Keyring& keys, std::string_view suite);

// Destroys the key of a case that has ended; `why` names the case, the reason,
// the moment and who. After that its values are gone from the store, its course
// stays. invalid while it is not ended, conflict while somebody works on it or
// when it was erased before, not_found when there is no such case or it was
// never sealed.
Status erase_case(Runner& runner, Store& store, AccessLine why);

// Wraps every key that lies under an older key of the ring under its first one;
// values are not touched. Gives how many. May be repeated at any time.
Result<std::int64_t> rotate_keys(Store& store, const Keyring& keys,
                                 Randomness& randomness, AccessLine why);

}  // namespace onething
