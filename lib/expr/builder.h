// SPDX-License-Identifier: Apache-2.0
//
// Adds nodes to a tree, children before parents. Shared by the parser and the
// expansion of macros.
//
// Holds no syntax of its own and checks nothing: what it is told to add is
// added.

#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "expr/ast.h"

namespace onething::expr {

class Builder {
 public:
  Node& node(NodeIndex index) { return ast_.nodes[index]; }

  void expect(std::size_t nodes) { ast_.nodes.reserve(nodes); }

  NodeIndex add(Node node) {
    ast_.nodes.push_back(std::move(node));
    return last();
  }

  NodeIndex literal(Range range, Value value) {
    Node& node = ast_.nodes.emplace_back();
    node.range = range;
    node.value = std::move(value);
    return last();
  }

  NodeIndex name(Range range, std::string text) {
    return with_text(Op::name, range, range, std::move(text), {});
  }

  NodeIndex call(Range range, std::string function,
                 std::vector<NodeIndex> arguments) {
    return with_text(Op::call, range, range, std::move(function),
                     std::move(arguments));
  }

  NodeIndex with_text(Op op, Range range, Range text_range, std::string text,
                      std::vector<NodeIndex> children) {
    Node& node = ast_.nodes.emplace_back();
    node.op = op;
    node.range = range;
    node.text_range = text_range;
    node.text = std::move(text);
    node.children = std::move(children);
    return last();
  }

  NodeIndex join(Op op, Range range, std::vector<NodeIndex> children) {
    return with_text(op, range, range, {}, std::move(children));
  }

  NodeIndex fold(Range range, Comprehension comprehension) {
    Node node;
    node.op = Op::comprehension;
    node.range = range;
    node.comprehension.push_back(std::move(comprehension));
    return add(std::move(node));
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
      for (const Comprehension& fold : nodes[index].comprehension)
        for (const NodeIndex part :
             {fold.range, fold.initial, fold.condition, fold.step, fold.result})
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
  NodeIndex last() const {
    return static_cast<NodeIndex>(ast_.nodes.size() - 1);
  }

  Ast ast_;
};

}  // namespace onething::expr
