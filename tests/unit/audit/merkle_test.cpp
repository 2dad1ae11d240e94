// SPDX-License-Identifier: Apache-2.0

#include "audit/merkle.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

namespace onething::audit {

namespace {

std::string text(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// As RFC 9162 writes it down: the left half is the largest power of two.
Digest root_of(std::span<const std::string> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return sha256(std::string(1, '\0') + leaves[0]);
  std::size_t left = 1;
  while (2 * left < leaves.size()) left *= 2;
  return sha256("\x01" + text(root_of(leaves.first(left))) +
                text(root_of(leaves.subspan(left))));
}

TEST(Merkle, IsTheTreeOfTheStandardForEveryCount) {
  std::vector<std::string> leaves;
  MerkleTree tree;
  for (int i = 0; i <= 130; ++i) {
    EXPECT_EQ(tree.root(), root_of(leaves)) << i;
    leaves.push_back("leaf " + std::to_string(i));
    tree.add(leaves.back());
  }
}

// The root from a leaf and its path, as whoever verifies computes it.
Digest climb(const std::string& leaf, std::size_t index, std::size_t count,
             std::span<const Digest> path) {
  Digest hash = sha256(std::string(1, '\0') + leaf);
  std::size_t last = count - 1;
  for (const Digest& neighbour : path) {
    if ((index & 1) != 0 || index == last) {
      hash = sha256("\x01" + text(neighbour) + text(hash));
      while ((index & 1) == 0 && index != 0) {
        index >>= 1;
        last >>= 1;
      }
    } else {
      hash = sha256("\x01" + text(hash) + text(neighbour));
    }
    index >>= 1;
    last >>= 1;
  }
  EXPECT_EQ(last, 0U);
  return hash;
}

TEST(Merkle, ProvesEveryLeafOfEveryTree) {
  std::vector<std::string> leaves;
  for (std::size_t count = 1; count <= 40; ++count) {
    leaves.push_back("leaf " + std::to_string(count));
    for (std::size_t i = 0; i < count; ++i) {
      const std::vector<Digest> path = inclusion_path(leaves, i);
      EXPECT_EQ(climb(leaves[i], i, count, path), root_of(leaves));
      EXPECT_NE(climb("other", i, count, path), root_of(leaves));
    }
  }
}

// The test vectors of Certificate Transparency.
TEST(Merkle, GivesTheKnownRoots) {
  MerkleTree tree;
  EXPECT_EQ(to_hex(tree.root()),
            "e3b0c44298fc1c149afbf4c8996fb924"
            "27ae41e4649b934ca495991b7852b855");
  tree.add("");
  EXPECT_EQ(to_hex(tree.root()),
            "6e340b9cffb37a989ca544e6bb780a2c"
            "78901d3fb33738768511a30617afa01d");
  tree.add(std::string(1, '\0'));
  EXPECT_EQ(to_hex(tree.root()),
            "fac54203e7cc696cf0dfcb42c92a1d9d"
            "baf70ad9e621f4bd8d98662f00e3c125");
}

}  // namespace

}  // namespace onething::audit
