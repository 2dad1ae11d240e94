// SPDX-License-Identifier: Apache-2.0
//
// Adds nodes to a tree, children before parents. Shared by the parser and the
// expansion of macros.
//
// Holds no syntax of its own and checks nothing: what it is told to add is
// added. Texts must be from text(), from keep() or literals.

#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/ast.h"

namespace onething::expr {

class Builder {
 public:
  // Keeps a copy of the formula, for nodes to point into.
  explicit Builder(std::string_view formula) {
    auto copy = std::make_unique<char[]>(formula.size());
    formula.copy(copy.get(), formula.size());
    ast_.copy = std::move(copy);
    ast_.copy_size = formula.size();
  }

  std::string_view text() const { return ast_.text(); }

  std::string_view keep(std::string name) {
    return ast_.made_names.emplace_front(std::move(name));
  }

  Node& node(NodeIndex index) { return ast_.nodes[index]; }

  void expect(std::size_t nodes) { ast_.nodes.reserve(nodes); }

  NodeIndex literal(Range range, Value value) {
    Node& node = ast_.nodes.emplace_back();
    node.range = range;
    node.literal = &ast_.literals.emplace_front(std::move(value));
    return last();
  }

  NodeIndex name(Range range, std::string_view text) {
    return with_text(Op::name, range, range, text, {});
  }

  NodeIndex call(Range range, std::string_view function,
                 std::vector<NodeIndex> arguments) {
    return with_text(Op::call, range, range, function, std::move(arguments));
  }

  NodeIndex with_text(Op op, Range range, Range text_range,
                      std::string_view text, std::vector<NodeIndex> children) {
    add(op, range, text_range, text).children = kept(std::move(children));
    return last();
  }

  NodeIndex select(Op op, Range range, Range text_range, std::string_view text,
                   NodeIndex target) {
    add(op, range, text_range, text).children = Children(target);
    return last();
  }

  NodeIndex binary(Range range, Range text_range, std::string_view function,
                   NodeIndex left, NodeIndex right) {
    add(Op::call, range, text_range, function).children = Children(left, right);
    return last();
  }

  NodeIndex join(Op op, Range range, std::vector<NodeIndex> children) {
    return with_text(op, range, range, {}, std::move(children));
  }

  // A list or a map as it is written.
  NodeIndex container(Op op, Range range, std::vector<NodeIndex> children,
                      std::vector<bool> optional_entries) {
    Node& node = add(op, range, {}, {});
    node.children = kept(std::move(children));
    if (!optional_entries.empty())
      node.marks = &ast_.marks.emplace_front(std::move(optional_entries));
    return last();
  }

  NodeIndex fold(Range range, Comprehension comprehension) {
    add(Op::comprehension, range, {}, {}).comprehension =
        &ast_.folds.emplace_front(comprehension);
    return last();
  }

  // The first node that has more than `limit` levels, itself included, or
  // no_node. Children stand before their parents.
  NodeIndex first_deeper_than(std::size_t limit) const {
    const std::vector<Node>& nodes = ast_.nodes;
    if (nodes.size() <= limit) return no_node;
    std::vector<std::size_t> depth(nodes.size(), 1);
    for (NodeIndex index = 0; index < nodes.size(); ++index) {
      const auto see = [&](NodeIndex child) {
        depth[index] = std::max(depth[index], depth[child] + 1);
      };
      for (const NodeIndex child : nodes[index].children) see(child);
      if (const Comprehension* fold = nodes[index].fold())
        for (const NodeIndex part : {fold->range, fold->initial,
                                     fold->condition, fold->step, fold->result})
          see(part);
      if (depth[index] > limit) return index;
    }
    return no_node;
  }

  Ast finish(NodeIndex root) {
    ast_.root = root;
    return std::move(ast_);
  }

 private:
  Node& add(Op op, Range range, Range text_range, std::string_view text) {
    Node& node = ast_.nodes.emplace_back();
    node.op = op;
    node.range = range;
    node.text_range = text_range;
    node.text = text;
    return node;
  }

  Children kept(std::vector<NodeIndex> children) {
    if (children.size() <= Children::room) return Children(children);
    return Children(ast_.long_lists.emplace_front(std::move(children)));
  }

  NodeIndex last() const {
    return static_cast<NodeIndex>(ast_.nodes.size() - 1);
  }

  Ast ast_;
};

}  // namespace onething::expr
