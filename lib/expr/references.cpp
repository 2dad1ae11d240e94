// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.h"
#include "expr/functions.h"
#include "expr/unknown.h"

namespace onething::expr {

namespace {

bool is_field(Op op) {
  return op == Op::select || op == Op::select_optional ||
         op == Op::test_present;
}

// Recursion is bounded: a tree is no deeper than its formula has bytes.
class Finder {
 public:
  explicit Finder(const Ast& ast) : ast_(ast) {}

  std::vector<Reference> run() {
    if (ast_.root != no_node) visit(ast_.root);
    return std::move(found_);
  }

 private:
  void visit(NodeIndex index) {
    const Node& node = ast_.nodes[index];
    if (node.op == Op::name || is_field(node.op)) {
      if (!path(index)) visit(node.children[0]);
      return;
    }
    if (node.op == Op::comprehension) return visit_fold(*node.fold());
    std::size_t first = 0;
    if (node.op == Op::method && names_function(node)) first = 1;
    for (std::size_t i = first; i < node.children.size(); ++i)
      visit(node.children[i]);
  }

  // `math.abs(x)`: a function whose name has a dot, not a method of `math`.
  bool names_function(const Node& node) const {
    std::string target = qualified_name(ast_, node.children[0]);
    return !target.empty() && is_function_space(target) &&
           find_function(target.append(".").append(node.text),
                         CallStyle::global);
  }

  void visit_fold(const Comprehension& fold) {
    visit(fold.range);
    visit(fold.initial);
    const std::size_t before = scope_.size();
    scope_.push_back(fold.accumulator);
    visit(fold.result);
    scope_.push_back(fold.variable);
    scope_.push_back(fold.second_variable);
    visit(fold.condition);
    visit(fold.step);
    scope_.resize(before);
  }

  // Adds the path that ends at `index`; false when it does not start at a name.
  bool path(NodeIndex index) {
    Reference reference;
    reference.range = ast_.nodes[index].range;
    NodeIndex at = index;
    std::size_t length = 0;
    for (; is_field(ast_.nodes[at].op); at = ast_.nodes[at].children[0])
      ++length;
    const Node& start = ast_.nodes[at];
    if (start.op != Op::name) return false;
    std::string_view name = start.text;
    if (name.starts_with('.'))
      name.remove_prefix(1);
    else if (std::find(scope_.begin(), scope_.end(), name) != scope_.end())
      return true;
    if (is_type_name(name) ||
        (is_type_space(name) && is_type_name(qualified_name(ast_, index))))
      return true;
    reference.root = name;
    reference.path.resize(length);
    for (at = index; length > 0; at = ast_.nodes[at].children[0])
      reference.path[--length] = ast_.nodes[at].text;
    found_.push_back(std::move(reference));
    return true;
  }

  const Ast& ast_;
  std::vector<std::string_view> scope_;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> references(const Ast& ast) { return Finder(ast).run(); }

std::string qualified_name(const Ast& ast, NodeIndex index) {
  std::size_t size = 0;
  NodeIndex first = index;
  for (; ast.nodes[first].op == Op::select;
       first = ast.nodes[first].children[0])
    size += ast.nodes[first].text.size() + 1;
  const Node& start = ast.nodes[first];
  if (start.op != Op::name) return {};
  // From the last name back to the first.
  std::string out(start.text.size() + size, '.');
  std::size_t end = out.size();
  for (NodeIndex at = index; at != first; at = ast.nodes[at].children[0]) {
    const std::string_view name = ast.nodes[at].text;
    out.replace(end - name.size(), name.size(), name);
    end -= name.size() + 1;
  }
  out.replace(0, start.text.size(), start.text);
  return out;
}

}  // namespace onething::expr
