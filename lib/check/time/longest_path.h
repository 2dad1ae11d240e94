// SPDX-License-Identifier: Apache-2.0
//
// The longest chain through steps that wait for each other, of which some never
// happen in the same case.
//
// A graph and nothing else: what a step is, how long it takes and which of them
// exclude each other, the caller says (critical_path.h).

#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "check/time/length.h"

namespace onething::check {

struct PathProblem {
  std::vector<Length> length;                       // By node.
  std::vector<std::vector<std::size_t>> waits_for;  // By node.
  // Nodes that do not happen: they take no time, yet whoever waits for them
  // still waits for what they waited for.
  std::vector<bool> left_out;
  // Asked only about nodes of one chain; may be empty: none exclude each other.
  std::function<bool(std::size_t, std::size_t)> never_together;
};

struct LongestPath {
  std::vector<std::size_t> nodes;  // Those that take time, in order.
  Length length;
  // There were too many ways to try; a longer one may have been missed.
  bool is_exact = true;
};

// Nodes in a circle, and whoever waits for them, are passed over.
LongestPath longest_path(const PathProblem& problem);

}  // namespace onething::check
