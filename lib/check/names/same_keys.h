// SPDX-License-Identifier: Apache-2.0
//
// Which elements of a list have a key that an earlier one has, for lists of any
// length: keys are compared as numbers, near-linearly.
//
// Two different texts may give one number, so that whoever acts on a pair looks
// at the texts once more.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace onething::check {

// A text as a number, letter by letter (FNV-1a).
class Key {
 public:
  void add(char letter) {
    constexpr std::uint64_t prime = 0x100000001b3;
    value_ = (value_ ^ static_cast<unsigned char>(letter)) * prime;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

struct SameKey {
  std::size_t first = 0;  // The earliest with this key.
  std::size_t later = 0;
};

// In the order of `later`.
std::vector<SameKey> same_keys(const std::vector<std::uint64_t>& keys);

}  // namespace onething::check
