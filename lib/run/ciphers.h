// SPDX-License-Identifier: Apache-2.0
//
// The ciphers of a process, by the word under which a key says how it was made;
// each is loaded when it is first needed.
//
// Holds no keys.

#pragma once

#include <map>
#include <string>

#include "base/cipher.h"
#include "onething/result.h"

namespace onething::run {

class Ciphers {
 public:
  // Stays where it is as long as this does. invalid for an unknown word,
  // unavailable when the library is missing.
  Result<const Cipher*> find(std::string_view suite);

 private:
  std::map<CipherSuite, Cipher> loaded_;
};

}  // namespace onething::run
