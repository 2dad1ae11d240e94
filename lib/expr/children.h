// SPDX-License-Identifier: Apache-2.0
//
// Indices of nodes, and the list of a node's children: two have room in the
// node itself, longer lists stay with the tree.
//
// Owns nothing; see ast.h for who does.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace onething::expr {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex no_node = 0xffffffff;

// The children of a node. Two have room here, more stay with the Ast.
class Children {
 public:
  Children() = default;
  explicit Children(NodeIndex only) : size_(1), few_{only, no_node} {}
  Children(NodeIndex first, NodeIndex second) : size_(2), few_{first, second} {}
  // `all` must stay where it is, unless there are only two.
  explicit Children(const std::vector<NodeIndex>& all)
      : size_(static_cast<std::uint32_t>(all.size())) {
    if (size_ > room)
      many_ = all.data();
    else
      for (std::size_t i = 0; i < all.size(); ++i) few_[i] = all[i];
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const NodeIndex* data() const { return size_ > room ? many_ : few_; }
  const NodeIndex* begin() const { return data(); }
  const NodeIndex* end() const { return data() + size_; }
  NodeIndex operator[](std::size_t i) const { return data()[i]; }
  NodeIndex back() const { return data()[size_ - 1]; }

  static constexpr std::size_t room = 2;

 private:
  std::uint32_t size_ = 0;
  union {
    NodeIndex few_[room] = {no_node, no_node};
    const NodeIndex* many_;
  };
};

}  // namespace onething::expr
