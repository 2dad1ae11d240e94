// SPDX-License-Identifier: Apache-2.0
//
// A YAML document as a tree with exact places.
//
// Scalars are text: their type comes from our schema, never from YAML. There
// are no anchors, aliases, tags or merge keys here, because reading refuses
// them (read.h). The tree is immutable once read and owned by its root.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/source.h"

namespace onething::yaml {

enum class NodeKind : std::uint8_t { missing, scalar, list, mapping };

// How a scalar was written; only a plain one can be null, a number or a formula
// sign by itself.
enum class Style : std::uint8_t {
  plain,
  single_quoted,
  double_quoted,
  literal,
  folded
};

inline bool is_block(Style style) {
  return style == Style::literal || style == Style::folded;
}

struct Entry;

struct Node {
  NodeKind kind = NodeKind::missing;
  Style style = Style::plain;
  Span span;         // Of the value, quotes included.
  std::string text;  // A scalar's content, escapes resolved.
  std::vector<Node> items;
  std::vector<Entry> entries;

  bool is_missing() const { return kind == NodeKind::missing; }
  bool is_scalar() const { return kind == NodeKind::scalar; }
  bool is_list() const { return kind == NodeKind::list; }
  bool is_mapping() const { return kind == NodeKind::mapping; }
  // A plain scalar that says nothing: "", "~" or "null".
  bool is_null() const;

  const Node* find(
      std::string_view key) const;  // Of a mapping; null if absent.
};

struct Entry {
  Node key;  // Always a scalar.
  Node value;
};

// The place of bytes [begin, end) of `scalar.text` in the file: formulas point
// into the YAML with this, through quotes, escapes and folded lines.
Span place_within(const Node& scalar, const Sources& sources, std::size_t begin,
                  std::size_t end);

// Where every byte of `scalar.text`, and its end, stands in the file; empty
// when the text stands there as it is, on one line.
std::vector<Position> places_of(const Node& scalar, const Sources& sources);

}  // namespace onething::yaml
