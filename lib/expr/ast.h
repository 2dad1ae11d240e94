// SPDX-License-Identifier: Apache-2.0
//
// A formula as a tree. Made by parse.h, read by compile.h and by whoever asks
// which values a formula needs. Nodes are stored in one vector, children before
// parents, and refer to each other by index: no pointers, no recursion needed.
//
// Macros (has, all, exists, exists_one, map, filter, optMap, optFlatMap,
// cel.bind, cel.block, transformList, transformMap, transformMapEntry) are
// already expanded, as the CEL specification defines them; each node keeps the
// place it came from, so that later messages can point at it. Names that begin
// with `@` come from macros and cannot be written by a person.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "onething/value.h"

namespace onething::expr {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex no_node = 0xffffffff;

// Bytes of the formula's text, half open.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class Op : std::uint8_t {
  literal,  // `value`
  name,     // `text`: an identifier, possibly a root or a macro's variable
  select,   // children[0].text
  select_optional,  // children[0].?text
  test_present,     // has(children[0].text)
  index,            // children[0][children[1]]
  index_optional,   // children[0][?children[1]]
  call,  // text(children…); operators are calls of `_+_`, `-_`, `!_`, `@in` …
  method,       // children[0].text(children[1]…)
  list,         // [children…]; `optional_entries` marks [?x]
  map,          // {children[0]: children[1], …}; `optional_entries` likewise
  conditional,  // children[0] ? children[1] : children[2]
  logical_and,
  logical_or,
  comprehension,  // see Comprehension
};

// CEL's fold: for each element of `range`, while `condition`, `accumulator` =
// `step`; then `result`.
struct Comprehension {
  std::string variable;
  std::string second_variable;  // Empty unless the two-variable form is used.
  std::string accumulator;
  NodeIndex range = no_node;
  NodeIndex initial = no_node;
  NodeIndex condition = no_node;
  NodeIndex step = no_node;
  NodeIndex result = no_node;
};

struct Node {
  Op op = Op::literal;
  Range range;
  Range text_range;  // Where `text` is written: a field, a function, a name.
  std::string text;
  Value value;
  std::vector<NodeIndex> children;
  std::vector<bool> optional_entries;
  std::vector<Comprehension> comprehension;  // Empty or one.
};

struct Ast {
  std::vector<Node> nodes;
  NodeIndex root = no_node;
};

// A path that a formula reads from a root: `steps.register.name` is root
// "steps" with path {"register", "name"}. Paths end where something is indexed,
// called or computed. Variables of macros are not roots.
struct Reference {
  std::string root;
  std::vector<std::string> path;
  Range range;
};
std::vector<Reference> references(const Ast& ast);

// "a.b.c" when the node is a name or fields of a name, else empty.
std::string qualified_name(const Ast& ast, NodeIndex node);

}  // namespace onething::expr
