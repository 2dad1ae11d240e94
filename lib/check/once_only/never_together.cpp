// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "check/once_only/asked.h"

namespace onething::check {

namespace {

using expr::Ast;
using expr::Node;
using expr::NodeIndex;
using expr::Op;

// `path` is (or is not) one of `values`.
struct Demand {
  std::string path;
  bool is_one_of = true;
  std::vector<std::string> values;
};

// A literal in a form that differs for different values; empty for kinds that
// are not compared here.
std::string word_of(const Node& node) {
  if (node.op != Op::literal) return {};
  if (const std::string* text = node.value.as<std::string>())
    return "\"" + *text;
  if (const bool* flag = node.value.as<bool>()) return *flag ? "true" : "false";
  return {};
}

class Demands {
 public:
  explicit Demands(const Ast& ast) : ast_(ast) { add(ast.root, true); }

  const std::vector<Demand>& all() const { return all_; }

 private:
  // Recursion is bounded: formulas nest no deeper than limits.h says.
  void add(NodeIndex index, bool holds) {
    const Node& node = ast_.nodes[index];
    const bool joins =
        holds ? node.op == Op::logical_and : node.op == Op::logical_or;
    if (joins) {
      for (const NodeIndex child : node.children) add(child, holds);
    } else if (node.op == Op::call && node.text == "!_") {
      add(node.children[0], !holds);
    } else if (node.op == Op::call) {
      add_comparison(node, holds);
    } else if (node.op == Op::select || node.op == Op::name) {
      add_demand(index, true, {holds ? "true" : "false"});
    }
  }

  void add_comparison(const Node& node, bool holds) {
    const bool equal = node.text == "_==_";
    if (equal || node.text == "_!=_") {
      const std::string left = word_of(ast_.nodes[node.children[0]]);
      const std::string right = word_of(ast_.nodes[node.children[1]]);
      if (!right.empty()) add_demand(node.children[0], equal == holds, {right});
      if (!left.empty()) add_demand(node.children[1], equal == holds, {left});
    } else if (node.text == "@in") {
      const Node& list = ast_.nodes[node.children[1]];
      if (list.op != Op::list) return;
      std::vector<std::string> values;
      for (const NodeIndex child : list.children) {
        values.push_back(word_of(ast_.nodes[child]));
        if (values.back().empty()) return;
      }
      add_demand(node.children[0], holds, std::move(values));
    }
  }

  void add_demand(NodeIndex index, bool is_one_of,
                  std::vector<std::string> values) {
    std::string path = expr::qualified_name(ast_, index);
    if (!path.empty())
      all_.push_back({std::move(path), is_one_of, std::move(values)});
  }

  const Ast& ast_;
  std::vector<Demand> all_;
};

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool contradict(const Demand& a, const Demand& b) {
  if (a.path != b.path || (!a.is_one_of && !b.is_one_of)) return false;
  if (!a.is_one_of) return contradict(b, a);
  return std::all_of(a.values.begin(), a.values.end(),
                     [&b](const std::string& value) {
                       return has(b.values, value) != b.is_one_of;
                     });
}

}  // namespace

bool never_together(const Formula& a, const Formula& b) {
  if (a.empty() || b.empty()) return false;
  const Demands first(a.ast());
  const Demands second(b.ast());
  for (const Demand& one : first.all())
    for (const Demand& other : second.all())
      if (contradict(one, other)) return true;
  return false;
}

}  // namespace onething::check
