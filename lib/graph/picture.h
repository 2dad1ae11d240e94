// SPDX-License-Identifier: Apache-2.0
//
// The picture that all forms show: boxes, the departments they belong to and
// arrows between them.
//
// Knows neither colours nor places: the writers choose these.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "expr/ast.h"
#include "onething/graph.h"

namespace onething::graphs {

inline constexpr std::size_t no_lane = static_cast<std::size_t>(-1);

struct Node {
  enum class Kind { begin, system, person, wait, state, end };
  std::string id;  // "steps.register"; empty of the first and the last.
  std::string title;
  std::size_t lane = no_lane;
  Kind kind = Kind::system;
  std::string limit;               // "5wd"; may be empty.
  std::vector<std::string> notes;  // Conditions and the like, for people.
  bool critical = false;
  std::optional<GraphMark::Kind> mark;
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
  std::vector<Node> legend;        // One of each sort, with what it means.
};

Picture picture_of(const Project& project, const Workflow& workflow,
                   const GraphOptions& options);
// The workflow's own states and what leads from one to another.
Picture states_of(const Project& project, const Workflow& workflow,
                  const GraphOptions& options);

// A condition with titles for what has one.
std::string words_of(const Project& project, const Workflow& workflow,
                     const Formula& formula, Language language);

// The title of what is read, or its path where nothing has a title.
std::string words_of(const Project& project, const Workflow& workflow,
                     const expr::Reference& reference, Language language);

// Puts the marks on their boxes, and one of each sort into the legend.
void mark(Picture& picture, const GraphOptions& options);

// Nodes so that each stands after those that lead to it; what stands in a ring
// comes last.
std::vector<std::size_t> in_order(const Picture& picture);

std::string dot_of(const Picture& picture, GraphTheme theme);
std::string mermaid_of(const Picture& picture);
std::string text_of(const Picture& picture, Language language);

// `dot` as SVG, with a family of fonts that have Chinese characters.
Result<std::string> svg_of(const std::string& dot);
// A light picture that turns dark where whoever shows it prefers that.
std::string following_its_viewer(std::string svg);

}  // namespace onething::graphs
