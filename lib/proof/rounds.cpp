// SPDX-License-Identifier: Apache-2.0

#include "proof/rounds.h"

#include <algorithm>

namespace onething::proof {

namespace {

// Neighbours by node, one after the other.
class Neighbours {
 public:
  enum class Way : std::uint8_t { there, back };

  template <typename Wanted>
  Neighbours(std::size_t count, const std::vector<Edge>& edges, Way way,
             Wanted wanted)
      : begin_(count + 1, 0) {
    const auto source = [way](const Edge& edge) {
      return way == Way::there ? edge.from : edge.to;
    };
    for (const Edge& edge : edges)
      if (wanted(edge)) ++begin_[source(edge) + 1];
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    nodes_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (const Edge& edge : edges)
      if (wanted(edge))
        nodes_[next[source(edge)]++] = way == Way::there ? edge.to : edge.from;
  }

  std::uint32_t begin(std::uint32_t node) const { return begin_[node]; }
  std::uint32_t end(std::uint32_t node) const { return begin_[node + 1]; }
  std::uint32_t at(std::uint32_t index) const { return nodes_[index]; }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> nodes_;
};

}  // namespace

void spread_back(std::size_t count, const std::vector<Edge>& edges,
                 std::vector<bool>& marked) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t node = 0; node < count; ++node)
    if (marked[node]) open.push_back(node);
  // Nearly always all are marked, or none: then there is nothing to spread.
  if (open.empty() || open.size() == count) return;
  const Neighbours before(count, edges, Neighbours::Way::back,
                          [](const Edge&) { return true; });
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    for (std::uint32_t i = before.begin(node); i < before.end(node); ++i) {
      const std::uint32_t from = before.at(i);
      if (marked[from]) continue;
      marked[from] = true;
      open.push_back(from);
    }
  }
}

std::optional<std::uint32_t> automatic_round(std::size_t count,
                                             const std::vector<Edge>& edges) {
  // Edges lead on unless a position was known before: only then can there be a
  // circle at all.
  const bool goes_back =
      std::any_of(edges.begin(), edges.end(), [](const Edge& edge) {
        return edge.is_automatic && edge.to <= edge.from;
      });
  if (!goes_back) return std::nullopt;
  const Neighbours after(count, edges, Neighbours::Way::there,
                         [](const Edge& edge) { return edge.is_automatic; });
  enum class Mark : std::uint8_t { fresh, open, done };
  std::vector<Mark> marks(count, Mark::fresh);
  struct At {
    std::uint32_t node = 0;
    std::uint32_t next = 0;
  };
  std::optional<std::uint32_t> found;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (marks[root] != Mark::fresh) continue;
    std::vector<At> way = {{root, after.begin(root)}};
    marks[root] = Mark::open;
    while (!way.empty()) {
      At& at = way.back();
      if (at.next == after.end(at.node)) {
        marks[at.node] = Mark::done;
        way.pop_back();
        continue;
      }
      const std::uint32_t node = after.at(at.next++);
      if (marks[node] == Mark::open && (!found || node < *found)) found = node;
      if (marks[node] != Mark::fresh) continue;
      marks[node] = Mark::open;
      way.push_back({node, after.begin(node)});
    }
  }
  return found;
}

}  // namespace onething::proof
