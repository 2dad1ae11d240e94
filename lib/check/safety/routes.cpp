// SPDX-License-Identifier: Apache-2.0

#include "check/safety/routes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "expr/ast.h"

namespace onething::check {

namespace {

using expr::Ast;
using expr::Node;
using expr::NodeIndex;
using expr::Op;

std::string path_at(const Ast& ast, NodeIndex index) {
  const std::string name = expr::qualified_name(ast, index);
  return name.find('.') == std::string::npos ? std::string() : name;
}

std::optional<std::string> text_at(const Ast& ast, NodeIndex index) {
  const Node& node = ast.nodes[index];
  if (node.op != Op::literal) return std::nullopt;
  if (const bool* flag = node.value().as<bool>())
    return *flag ? "true" : "false";
  if (const std::string* text = node.value().text()) return *text;
  return std::nullopt;
}

std::optional<std::vector<std::string>> texts_at(const Ast& ast,
                                                 NodeIndex index) {
  const Node& node = ast.nodes[index];
  if (node.op != Op::list) return std::nullopt;
  std::vector<std::string> out;
  for (const NodeIndex child : node.children) {
    std::optional<std::string> text = text_at(ast, child);
    if (!text) return std::nullopt;
    out.push_back(std::move(*text));
  }
  return out;
}

std::optional<Guard> compared(const Ast& ast, const Node& node) {
  NodeIndex path = node.children[0];
  NodeIndex literal = node.children[1];
  if (path_at(ast, path).empty()) std::swap(path, literal);
  Guard guard{path_at(ast, path), {}, node.text == "_!=_"};
  std::optional<std::string> text = text_at(ast, literal);
  if (guard.path.empty() || !text) return std::nullopt;
  guard.values.push_back(std::move(*text));
  return guard;
}

std::optional<Guard> guard_at(const Ast& ast, NodeIndex index) {
  const Node& node = ast.nodes[index];
  if (node.op == Op::select) {
    std::string path = path_at(ast, index);
    if (path.empty()) return std::nullopt;
    return Guard{std::move(path), {"true"}, false};
  }
  if (node.op != Op::call) return std::nullopt;
  if (node.text == "!_" && node.children.size() == 1) {
    std::string path = path_at(ast, node.children[0]);
    if (path.empty()) return std::nullopt;
    return Guard{std::move(path), {"false"}, false};
  }
  if (node.children.size() != 2) return std::nullopt;
  if (node.text == "_==_" || node.text == "_!=_") return compared(ast, node);
  if (node.text != "@in") return std::nullopt;
  std::string path = path_at(ast, node.children[0]);
  std::optional<std::vector<std::string>> values =
      texts_at(ast, node.children[1]);
  if (path.empty() || !values) return std::nullopt;
  return Guard{std::move(path), std::move(*values), false};
}

bool has(const Guard& guard, const std::string& value) {
  return std::find(guard.values.begin(), guard.values.end(), value) !=
         guard.values.end();
}

bool exclude(const Guard& one, const Guard& other) {
  if (one.path != other.path) return false;
  if (one.is_excluding) return !other.is_excluding && exclude(other, one);
  const auto allowed = [&other](const std::string& value) {
    return has(other, value) != other.is_excluding;
  };
  return std::none_of(one.values.begin(), one.values.end(), allowed);
}

}  // namespace

std::vector<Guard> guards_of(const Formula& condition) {
  std::vector<Guard> guards;
  if (condition.empty()) return guards;
  const Ast& ast = condition.ast();
  std::vector<NodeIndex> open = {ast.root};
  while (!open.empty()) {
    const NodeIndex index = open.back();
    open.pop_back();
    if (index == expr::no_node) continue;
    const Node& node = ast.nodes[index];
    if (node.op == Op::logical_and)
      open.insert(open.end(), node.children.begin(), node.children.end());
    else if (std::optional<Guard> guard = guard_at(ast, index))
      guards.push_back(std::move(*guard));
  }
  return guards;
}

bool exclude_each_other(const std::vector<Guard>& one,
                        const std::vector<Guard>& other) {
  for (const Guard& a : one)
    for (const Guard& b : other)
      if (exclude(a, b)) return true;
  return false;
}

bool exclude_each_other(const Formula& one, const Formula& other) {
  if (one.empty() || other.empty()) return false;
  return exclude_each_other(guards_of(one), guards_of(other));
}

}  // namespace onething::check
