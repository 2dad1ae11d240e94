// SPDX-License-Identifier: Apache-2.0
//
// Best first: the longest chain, and if two of its steps exclude each other,
// the longest without the one and the longest without the other. The first
// chain taken out whose steps can all happen is the longest there is.

#include "check/time/longest_path.h"

#include <algorithm>
#include <optional>
#include <queue>
#include <utility>

namespace onething::check {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
// Each try costs one look at every wait. More than a few exclusions on one
// longest chain have not been seen.
constexpr std::size_t kTriesMax = 256;

struct Try {
  std::vector<bool> left_out;
  std::vector<std::size_t> nodes;
  Length length;

  friend bool operator<(const Try& a, const Try& b) {
    return a.length < b.length;
  }
};

class Search {
 public:
  explicit Search(const PathProblem& problem) : problem_(problem) { sort(); }

  LongestPath run() {
    std::priority_queue<Try> open;
    open.push(attempt(problem_.left_out));
    for (std::size_t tries = 0;; ++tries) {
      const Try best = open.top();
      open.pop();
      const auto pair = contradiction(best.nodes);
      if (!pair) return {best.nodes, best.length, true};
      if (tries == kTriesMax) return possible_part(best);
      for (const std::size_t node : {pair->first, pair->second}) {
        std::vector<bool> without = best.left_out;
        without[node] = true;
        open.push(attempt(std::move(without)));
      }
    }
  }

 private:
  // Whoever waits comes after whom it waits for.
  void sort() {
    const std::size_t count = problem_.length.size();
    std::vector<std::size_t> open(count);
    std::vector<std::vector<std::size_t>> followers(count);
    for (std::size_t node = 0; node < count; ++node) {
      open[node] = problem_.waits_for[node].size();
      for (const std::size_t before : problem_.waits_for[node])
        followers[before].push_back(node);
      if (open[node] == 0) order_.push_back(node);
    }
    for (std::size_t i = 0; i < order_.size(); ++i)
      for (const std::size_t node : followers[order_[i]])
        if (--open[node] == 0) order_.push_back(node);
  }

  Try attempt(std::vector<bool> left_out) const {
    std::vector<Length> end(left_out.size());
    std::vector<std::size_t> from(left_out.size(), none);
    std::size_t last = none;
    for (const std::size_t node : order_) {
      for (const std::size_t before : problem_.waits_for[node])
        if (from[node] == none || end[before] > end[from[node]])
          from[node] = before;
      const Length own = left_out[node] ? Length{} : problem_.length[node];
      end[node] = (from[node] == none ? Length{} : end[from[node]]) + own;
      if (last == none || end[node] > end[last]) last = node;
    }
    Try result{std::move(left_out), {}, last == none ? Length{} : end[last]};
    for (; last != none; last = from[last])
      if (!result.left_out[last] && problem_.length[last] > Length{})
        result.nodes.push_back(last);
    std::reverse(result.nodes.begin(), result.nodes.end());
    return result;
  }

  std::optional<std::pair<std::size_t, std::size_t>> contradiction(
      const std::vector<std::size_t>& nodes) const {
    if (!problem_.never_together) return std::nullopt;
    for (std::size_t i = 0; i < nodes.size(); ++i)
      for (std::size_t j = i + 1; j < nodes.size(); ++j)
        if (problem_.never_together(nodes[i], nodes[j]))
          return std::pair(nodes[i], nodes[j]);
    return std::nullopt;
  }

  // What of the chain can happen in one case: short of the truth, never over.
  LongestPath possible_part(const Try& best) const {
    LongestPath path{{}, {}, false};
    for (const std::size_t node : best.nodes) {
      path.nodes.push_back(node);
      if (contradiction(path.nodes))
        path.nodes.pop_back();
      else
        path.length = path.length + problem_.length[node];
    }
    return path;
  }

  const PathProblem& problem_;
  std::vector<std::size_t> order_;
};

}  // namespace

LongestPath longest_path(const PathProblem& problem) {
  return Search(problem).run();
}

}  // namespace onething::check
