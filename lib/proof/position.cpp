// SPDX-License-Identifier: Apache-2.0

#include "proof/position.h"

#include <cstring>

namespace onething::proof {

std::uint64_t Position::hash() const {
  std::uint64_t hash = 0x9e3779b97f4a7c15U;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0xff51afd7ed558ccdU;
    hash ^= hash >> 32U;
  };
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= bytes_.size();
       at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes_.data() + at, sizeof(word));
    mix(word);
  }
  std::uint64_t rest = 0;
  if (at < bytes_.size())
    std::memcpy(&rest, bytes_.data() + at, bytes_.size() - at);
  mix(rest);
  return hash;
}

}  // namespace onething::proof
