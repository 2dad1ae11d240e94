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
//
// A Node owns nothing: texts, values and long lists of children belong to its
// Ast, which may be moved. A project has a hundred thousand nodes or more.

#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "expr/children.h"
#include "onething/value.h"

namespace onething::expr {

// Bytes of the formula's text, half open.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class Op : std::uint8_t {
  literal,  // value()
  name,     // `text`: an identifier, possibly a root or a macro's variable
  select,   // children[0].text
  select_optional,  // children[0].?text
  test_present,     // has(children[0].text)
  index,            // children[0][children[1]]
  index_optional,   // children[0][?children[1]]
  call,  // text(children…); operators are calls of `_+_`, `-_`, `!_`, `@in` …
  method,       // children[0].text(children[1]…)
  list,         // [children…]; optional_entries() marks [?x]
  map,          // {children[0]: children[1], …}; optional_entries() likewise
  conditional,  // children[0] ? children[1] : children[2]
  logical_and,
  logical_or,
  comprehension,  // fold()
};

// CEL's fold: for each element of `range`, while `condition`, `accumulator` =
// `step`; then `result`.
struct Comprehension {
  std::string_view variable;
  std::string_view second_variable;  // Empty without the two-variable form.
  std::string_view accumulator;
  NodeIndex range = no_node;
  NodeIndex initial = no_node;
  NodeIndex condition = no_node;
  NodeIndex step = no_node;
  NodeIndex result = no_node;
};

inline const Value no_value = {};
inline const std::vector<bool> no_marks = {};

struct Node {
  Op op = Op::literal;
  Range range;
  Range text_range;  // Where `text` is written: a field, a function, a name.
  std::string_view text;
  Children children;
  // Which of them is there, `op` says; all may be null.
  union {
    const Value* literal = nullptr;
    const std::vector<bool>* marks;
    const Comprehension* comprehension;
  };

  const Value& value() const {
    return op == Op::literal && literal != nullptr ? *literal : no_value;
  }
  const std::vector<bool>& optional_entries() const {
    const bool may_have = op == Op::list || op == Op::map;
    return may_have && marks != nullptr ? *marks : no_marks;
  }
  // Null unless it is one.
  const Comprehension* fold() const {
    return op == Op::comprehension ? comprehension : nullptr;
  }
};

struct Ast {
  std::vector<Node> nodes;
  NodeIndex root = no_node;

  std::string_view text() const { return {copy.get(), copy_size}; }

  // What nodes point to; it stays where it is when the Ast is moved.
  std::unique_ptr<const char[]> copy;  // Of the formula.
  std::size_t copy_size = 0;
  std::forward_list<std::string> made_names;
  std::forward_list<Value> literals;
  std::forward_list<std::vector<bool>> marks;
  std::forward_list<std::vector<NodeIndex>> long_lists;
  std::forward_list<Comprehension> folds;
};

// A path that a formula reads from a root: `steps.register.name` is root
// "steps" with path {"register", "name"}. Paths end where something is indexed,
// called or computed. Variables of macros are not roots. Points into the Ast.
struct Reference {
  std::string_view root;
  std::vector<std::string_view> path;
  Range range;
};
std::vector<Reference> references(const Ast& ast);

// "a.b.c" when the node is a name or fields of a name, else empty.
std::string qualified_name(const Ast& ast, NodeIndex node);

}  // namespace onething::expr
