// SPDX-License-Identifier: Apache-2.0
//
// Graphs of positions: from which something can be reached, and where one goes
// round in a circle.
//
// Numbers and edges only.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace onething::proof {

struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool is_automatic = false;  // Nobody was asked, and no time passed.
};

// Marks everything from which something marked can be reached.
void spread_back(std::size_t count, const std::vector<Edge>& edges,
                 std::vector<bool>& marked);

// The first position on a circle of automatic edges only.
std::optional<std::uint32_t> automatic_round(std::size_t count,
                                             const std::vector<Edge>& edges);

}  // namespace onething::proof
