// SPDX-License-Identifier: Apache-2.0
//
// A value for each node of a tree while it is walked. Nearly all formulas have
// so few nodes that there is room here and nothing is allocated.
//
// Not for what outlives the walk.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace onething::typing {

template <typename T>
class PerNode {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  PerNode(std::size_t nodes, const T& first) {
    if (nodes > room) many_.resize(nodes);
    values_ = nodes > room ? many_.data() : few_.data();
    std::fill_n(values_, nodes, first);
  }
  PerNode(const PerNode&) = delete;
  PerNode& operator=(const PerNode&) = delete;

  T& operator[](std::size_t node) { return values_[node]; }
  const T& operator[](std::size_t node) const { return values_[node]; }

 private:
  static constexpr std::size_t room = 8;
  std::array<T, room> few_;
  std::vector<T> many_;
  T* values_ = nullptr;
};

}  // namespace onething::typing
