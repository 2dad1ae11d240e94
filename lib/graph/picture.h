// SPDX-License-Identifier: Apache-2.0
//
// The picture that all forms show: boxes, the departments they belong to and
// arrows between them.
//
// Knows neither colours nor places: the writers choose these.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "onething/graph.h"

namespace onething::graphs {

inline constexpr std::size_t no_lane = static_cast<std::size_t>(-1);

struct Node {
  enum class Kind { begin, system, person, wait, end };
  std::string title;
  std::size_t lane = no_lane;
  Kind kind = Kind::system;
  std::string limit;               // "5wd"; may be empty.
  std::vector<std::string> notes;  // Conditions and the like, for people.
  bool critical = false;
};

struct Arrow {
  std::size_t from = 0, to = 0;
  std::vector<std::string> data;  // Titles of what is handed over.
  bool critical = false;
};

struct Picture {
  std::string title;
  std::vector<std::string> lanes;  // Titles of departments.
  std::vector<Node> nodes;         // The first begins, the last ends.
  std::vector<Arrow> arrows;       // By their ends.
  std::string critical;            // Which limits were added up, if asked for.
};

Picture picture_of(const Project& project, const Workflow& workflow,
                   const GraphOptions& options);

// Nodes so that each stands after those that lead to it; what stands in a ring
// comes last.
std::vector<std::size_t> in_order(const Picture& picture);

std::string dot_of(const Picture& picture, bool dark);
std::string mermaid_of(const Picture& picture);
std::string text_of(const Picture& picture, Language language);

// `dot` as SVG, with a family of fonts that have Chinese characters.
Result<std::string> svg_of(const std::string& dot);

}  // namespace onething::graphs
