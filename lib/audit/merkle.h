// SPDX-License-Identifier: Apache-2.0
//
// The root of a Merkle tree over a list of byte strings, as RFC 9162 section
// 2.1.1 defines it with SHA-256. Takes the leaves one by one and keeps one hash
// for each level; a proof needs all leaves at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/id.h"

namespace onething::audit {

class MerkleTree {
 public:
  void add(std::string_view leaf);
  Digest root() const;

 private:
  // peaks_[i] is the root of a full tree, larger ones first; their sizes are
  // the binary digits of count_.
  std::vector<Digest> peaks_;
  std::uint64_t count_ = 0;
};

// What proves that one leaf is under the root of all (RFC 9162
// section 2.1.3.1): its neighbours on the way up, the nearest first. `index` is
// one of them.
std::vector<Digest> inclusion_path(std::span<const std::string> leaves,
                                   std::size_t index);

}  // namespace onething::audit
