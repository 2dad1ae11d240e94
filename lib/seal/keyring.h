// SPDX-License-Identifier: Apache-2.0
//
// What a Keyring holds.
//
// Only for who seals; nothing here prints a key, and no public header shows one.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "onething/keys.h"

namespace onething {

struct Keyring::Content {
  struct Key {
    std::string name;
    Secret secret;
  };
  std::vector<Key> keys;

  // Null when there is none of that name.
  const Key* find(std::string_view name) const;
};

}  // namespace onething
