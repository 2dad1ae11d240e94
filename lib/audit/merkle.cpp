// SPDX-License-Identifier: Apache-2.0

#include "audit/merkle.h"

#include <string>
#include <utility>

namespace onething::audit {

namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// The first byte keeps a node from being taken for a leaf.
Digest node(const Digest& left, const Digest& right) {
  std::string bytes(1, '\x01');
  bytes += bytes_of(left);
  bytes += bytes_of(right);
  return sha256(bytes);
}

}  // namespace

void MerkleTree::add(std::string_view leaf) {
  Digest hash = sha256(std::string(1, '\0') + std::string(leaf));
  for (std::uint64_t size = count_++; (size & 1) != 0; size >>= 1) {
    hash = node(peaks_.back(), hash);
    peaks_.pop_back();
  }
  peaks_.push_back(hash);
}

Digest MerkleTree::root() const {
  if (peaks_.empty()) return sha256("");
  Digest hash = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i)
    hash = node(peaks_[i - 1], hash);
  return hash;
}

std::vector<Digest> inclusion_path(std::span<const std::string> leaves,
                                   std::size_t index) {
  std::vector<Digest> level;
  level.reserve(leaves.size());
  for (const std::string& leaf : leaves)
    level.push_back(sha256(std::string(1, '\0') + leaf));
  std::vector<Digest> path;
  while (level.size() > 1) {
    const std::size_t neighbour = index ^ 1;
    if (neighbour < level.size()) path.push_back(level[neighbour]);
    std::vector<Digest> above;
    for (std::size_t i = 0; i < level.size(); i += 2)
      above.push_back(i + 1 < level.size() ? node(level[i], level[i + 1])
                                           : level[i]);
    level = std::move(above);
    index /= 2;
  }
  return path;
}

}  // namespace onething::audit
