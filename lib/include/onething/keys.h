// SPDX-License-Identifier: Apache-2.0
//
// The master keys under which the keys of cases are kept, and where chance
// comes from.
//
// A Keyring never shows a key: there is nothing to print but their names. Where
// keys stand (a file, the environment) and what they are used for is in
// sealed_store.h.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"

namespace onething {

// Chance, handed in so that tests and simulations can make their own.
class Randomness {
 public:
  virtual ~Randomness() = default;
  // False when the system has none to give.
  virtual bool fill(std::span<std::uint8_t> bytes) = 0;
};
std::unique_ptr<Randomness> make_system_randomness();

class Keyring {
 public:
  struct Content;  // In seal/; the keys.

  // Without a key.
  Keyring();
  Keyring(Keyring&&) noexcept;
  Keyring& operator=(Keyring&&) noexcept;
  ~Keyring();

  // Keys of 32 bytes as hex or base64, one a line, the current one first; the
  // others still open what was kept under them. Blank lines and lines that
  // begin with # are passed over. `text` is overwritten. unavailable
  // (seal.bad_key) names `place` and the line, never what stands there.
  static Result<Keyring> parse(std::string& text, std::string_view place);

  bool empty() const;
  // What tells keys apart without telling anything of them, current one first.
  std::vector<std::string> names() const;

  const Content& content() const { return *content_; }

 private:
  std::unique_ptr<Content> content_;
};

}  // namespace onething
