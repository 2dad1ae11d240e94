// SPDX-License-Identifier: Apache-2.0
//
// Chance that counts: never the same bytes twice, always the same in the same
// order. Only for tests; a nonce or a key must not be guessed.

#pragma once

#include <cstdint>
#include <span>

#include "onething/keys.h"

namespace onething::testing {

class CountedRandomness final : public Randomness {
 public:
  bool fill(std::span<std::uint8_t> bytes) override {
    if (exhausted) return false;
    ++calls_;
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = i < 8 ? static_cast<std::uint8_t>(calls_ >> (8 * i)) : 0x5a;
    return true;
  }

  bool exhausted = false;

 private:
  std::uint64_t calls_ = 0;
};

}  // namespace onething::testing
