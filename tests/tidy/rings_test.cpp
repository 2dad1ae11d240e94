// SPDX-License-Identifier: Apache-2.0
//
// No unit (a header with its source) may reach itself through includes.

#include <gtest/gtest.h>

#include <functional>

#include "tidy/tree.h"

namespace onething::tidy {
namespace {

using Graph = std::map<std::string, std::set<std::string>>;

// "lib/include/onething/text.h" and "lib/base/text.cpp" are one unit, as are
// "lib/engine/decide.h" and "lib/engine/decide.cpp".
std::string unit_of(const std::string& path,
                    const std::map<std::string, Folder>& folders) {
  std::string stem = path.substr(0, path.rfind('.'));
  const std::string prefix = "lib/include/onething/";
  if (!stem.starts_with(prefix)) return stem;
  return "lib/" + folder_of(path, folders) + "/" + stem.substr(prefix.size());
}

// A way from a unit back to itself, or nothing.
std::string find_ring(const Graph& graph) {
  std::map<std::string, int> seen;
  std::vector<std::string> way;
  const std::function<std::string(const std::string&)> visit =
      [&](const std::string& unit) -> std::string {
    way.push_back(unit);
    seen[unit] = 1;
    const auto found = graph.find(unit);
    if (found != graph.end()) {
      for (const std::string& next : found->second) {
        if (seen[next] == 2 || next == unit) continue;
        if (seen[next] == 1) {
          std::string ring = next;
          for (auto it = way.rbegin(); it != way.rend() && *it != next; ++it)
            ring = *it + " -> " + ring;
          return next + " -> " + ring;
        }
        if (std::string ring = visit(next); !ring.empty()) return ring;
      }
    }
    seen[unit] = 2;
    way.pop_back();
    return {};
  };
  for (const auto& [unit, next] : graph)
    if (seen[unit] == 0)
      if (std::string ring = visit(unit); !ring.empty()) return ring;
  return {};
}

TEST(Rings, NoUnitReachesItselfThroughIncludes) {
  const auto folders = read_folders();
  Graph graph;
  for (const char* tree : {"lib", "cli"}) {
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.ends_with(".def")) continue;
      auto& next = graph[unit_of(source.path, folders)];
      for (const Include& include : includes_of(source)) {
        if (!include.quoted || include.target.ends_with(".def")) continue;
        const bool is_public = include.target.starts_with("onething/");
        const std::string path =
            std::string(tree == std::string("cli") && !is_public ? "cli/"
                        : is_public ? "lib/include/"
                                    : "lib/") +
            include.target;
        next.insert(unit_of(path, folders));
      }
    }
  }
  EXPECT_GT(graph.size(), 40u);
  EXPECT_EQ(find_ring(graph), "");
}

TEST(Rings, APlantedRingIsFound) {
  EXPECT_NE(find_ring({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}), "");
  EXPECT_EQ(find_ring({{"a", {"b", "c"}}, {"b", {"c"}}}), "");
}

}  // namespace
}  // namespace onething::tidy
