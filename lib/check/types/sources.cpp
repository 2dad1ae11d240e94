// SPDX-License-Identifier: Apache-2.0

#include "check/types/sources.h"

#include <utility>

namespace onething::check {

namespace {

using expr::Node;
using expr::NodeIndex;
using expr::Op;

class Collector {
 public:
  explicit Collector(const expr::Ast& ast) : ast_(ast) {}

  // As deep as the formula, which limits.h bounds.
  void add(NodeIndex index, bool is_unwrapped) {
    const Node& node = ast_.nodes[index];
    if (node.op == Op::conditional) {
      add(node.children[1], is_unwrapped);
      return add(node.children[2], is_unwrapped);
    }
    const bool is_method = node.op == Op::method;
    if (is_method && node.text == "orValue" && node.children.size() == 2) {
      add(node.children[0], true);
      return add(node.children[1], is_unwrapped);
    }
    if (is_method && node.text == "or" && node.children.size() == 2) {
      add(node.children[0], is_unwrapped);
      return add(node.children[1], is_unwrapped);
    }
    if (is_method && node.text == "value" && node.children.size() == 1)
      return add(node.children[0], true);
    found_.push_back({index, is_unwrapped});
  }

  std::vector<Source> take() { return std::move(found_); }

 private:
  const expr::Ast& ast_;
  std::vector<Source> found_;
};

}  // namespace

std::vector<Source> sources_of(const expr::Ast& ast) {
  Collector collector(ast);
  if (ast.root != expr::no_node) collector.add(ast.root, false);
  return collector.take();
}

}  // namespace onething::check
