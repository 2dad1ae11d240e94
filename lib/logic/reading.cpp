// SPDX-License-Identifier: Apache-2.0

#include "logic/reading.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

#include "expr/evaluate.h"

namespace onething::logic {

namespace {

using expr::Ast;
using expr::Node;
using expr::NodeIndex;
using expr::Op;

// Every part of a node, those of a fold included, in a fixed order. The walks
// below are as deep as a formula, which limits.h bounds in bytes.
std::vector<NodeIndex> parts_of(const Node& node) {
  std::vector<NodeIndex> parts(node.children.begin(), node.children.end());
  if (const expr::Comprehension* fold = node.fold())
    for (const NodeIndex part : {fold->range, fold->initial, fold->condition,
                                 fold->step, fold->result})
      parts.push_back(part);
  return parts;
}

void write(const Ast& ast, NodeIndex index, std::string& out) {
  const Node& node = ast.nodes[index];
  std::string_view text = node.text;
  if (node.op == Op::name && text.starts_with('.')) text.remove_prefix(1);
  if (node.op == Op::literal) {
    out += to_canonical(node.value());
    return;
  }
  if (node.op == Op::name) {
    out += text;
    return;
  }
  if (node.op == Op::select) {
    write(ast, node.children[0], out);
    out += '.';
    out += text;
    return;
  }
  out += static_cast<char>('A' + static_cast<int>(node.op));
  out += text;
  for (const bool optional : node.optional_entries())
    out += optional ? '?' : '!';
  if (const expr::Comprehension* fold = node.fold())
    out.append(fold->variable)
        .append(",")
        .append(fold->second_variable)
        .append(",")
        .append(fold->accumulator);
  out += '(';
  for (const NodeIndex part : parts_of(node)) {
    write(ast, part, out);
    out += ' ';
  }
  out += ')';
}

// The names of a chain of fields, and whether each is read with `?`.
struct Chain {
  std::vector<std::string> path;
  bool is_optional = false;
};

bool is_field(Op op) { return op == Op::select || op == Op::select_optional; }

std::optional<Chain> chain(const Ast& ast, NodeIndex index) {
  const std::vector<std::string_view> names = names_of(ast, index);
  if (names.empty()) return std::nullopt;
  Chain chain;
  chain.path.assign(names.begin(), names.end());
  for (; is_field(ast.nodes[index].op); index = ast.nodes[index].children[0])
    chain.is_optional |= ast.nodes[index].op == Op::select_optional;
  return chain;
}

// Collects the paths of a part that is computed whatever the data are.
class Needed {
 public:
  explicit Needed(const Ast& ast) : ast_(ast) {}

  void visit(NodeIndex index) {
    const Node& node = ast_.nodes[index];
    switch (node.op) {
      case Op::name:
      case Op::select:
        return visit_chain(index);
      case Op::test_present:
      case Op::select_optional:
        return visit(node.children[0]);
      case Op::conditional:
        return visit(node.children[0]);
      case Op::logical_and:
      case Op::logical_or:
        return;  // Either side may hide an error of the other.
      case Op::comprehension:
        return visit(node.fold()->range);
      case Op::method:
        return visit_method(node);
      case Op::literal:
      case Op::index:
      case Op::index_optional:
      case Op::call:
      case Op::list:
      case Op::map:
        for (std::size_t i = 0; i < node.children.size(); ++i)
          visit(node.children[i]);
    }
  }

  std::vector<std::vector<std::string>> take() { return std::move(paths_); }

 private:
  void visit_chain(NodeIndex index) {
    std::optional<Chain> found = chain(ast_, index);
    const Node& node = ast_.nodes[index];
    if (!found) return visit(node.children[0]);
    // A field of an optional is an optional: nothing is needed for it.
    if (found->is_optional) return visit(node.children[0]);
    if (found->path.size() > 1) paths_.push_back(std::move(found->path));
  }

  void visit_method(const Node& node) {
    const bool lazy = node.text == "or" || node.text == "orValue";
    const std::size_t end = lazy ? 1 : node.children.size();
    for (std::size_t i = 0; i < end; ++i) visit(node.children[i]);
  }

  const Ast& ast_;
  std::vector<std::vector<std::string>> paths_;
};

}  // namespace

std::vector<std::string_view> names_of(const Ast& ast, NodeIndex index) {
  std::size_t count = 1;
  NodeIndex at = index;
  for (; is_field(ast.nodes[at].op); at = ast.nodes[at].children[0]) ++count;
  if (ast.nodes[at].op != Op::name) return {};
  std::vector<std::string_view> names(count);
  for (NodeIndex field = index; field != at;
       field = ast.nodes[field].children[0])
    names[--count] = ast.nodes[field].text;
  names[0] = ast.nodes[at].text;
  if (names[0].starts_with('.')) names[0].remove_prefix(1);
  return names;
}

std::string canonical_text(const Ast& ast, NodeIndex node) {
  std::string text;
  write(ast, node, text);
  return text;
}

bool is_constant(const Ast& ast, NodeIndex index) {
  const Node& node = ast.nodes[index];
  if (node.op == Op::literal) return true;
  if (node.op == Op::name || node.op == Op::comprehension) return false;
  return std::all_of(
      node.children.begin(), node.children.end(),
      [&ast](NodeIndex child) { return is_constant(ast, child); });
}

std::optional<Value> constant_value(const Ast& ast, NodeIndex index) {
  const Node& node = ast.nodes[index];
  if (node.op == Op::literal) return node.value();
  if (!is_constant(ast, index)) return std::nullopt;
  Ast part;  // What its nodes point to is in `ast`.
  part.nodes.assign(ast.nodes.begin(), ast.nodes.begin() + index + 1);
  part.root = index;
  auto compiled = expr::compile(part, {});
  const auto* program = std::get_if<expr::Program>(&compiled);
  if (program == nullptr) return std::nullopt;
  expr::EvalResult result = expr::evaluate(*program, {});
  if (auto* value = std::get_if<Value>(&result)) return std::move(*value);
  return std::nullopt;
}

std::optional<std::vector<std::string>> plain_path(const Ast& ast,
                                                   NodeIndex node) {
  std::optional<Chain> found = chain(ast, node);
  if (!found || found->is_optional) return std::nullopt;
  return std::move(found->path);
}

std::optional<std::vector<std::string>> optional_path(const Ast& ast,
                                                      NodeIndex node) {
  std::optional<Chain> found = chain(ast, node);
  if (!found || !found->is_optional) return std::nullopt;
  return std::move(found->path);
}

std::vector<std::vector<std::string>> needed_paths(const Ast& ast,
                                                   NodeIndex node) {
  Needed needed(ast);
  needed.visit(node);
  return needed.take();
}

}  // namespace onething::logic
