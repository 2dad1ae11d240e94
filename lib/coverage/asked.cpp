// SPDX-License-Identifier: Apache-2.0

#include "coverage/asked.h"

#include <string_view>
#include <utility>

#include "engine/definition.h"

namespace onething::coverage {

namespace {

std::optional<bool> truth_of(const expr::EvalResult& result) {
  const Value* value = std::get_if<Value>(&result);
  if (value == nullptr) return std::nullopt;
  if (const auto* optional = value->as<Optional>()) {
    if (optional->content.empty()) return std::nullopt;
    value = &optional->content.front();
  }
  const bool* truth = value->as<bool>();
  if (truth == nullptr) return std::nullopt;
  return *truth;
}

}  // namespace

Asked::Asked(const Formula& formula) { add(formula, formula.ast().root, true); }

// As deep as the formula, which limits.h bounds.
std::size_t Asked::add(const Formula& formula, expr::NodeIndex index,
                       bool is_whole) {
  const expr::Node& node = formula.ast().nodes[index];
  Node made;
  if (node.op == expr::Op::logical_and) made.kind = Kind::conjunction;
  if (node.op == expr::Op::logical_or) made.kind = Kind::disjunction;
  if (node.op == expr::Op::conditional) made.kind = Kind::conditional;
  if (node.op == expr::Op::call && node.text == "!_")
    made.kind = Kind::negation;
  if (made.kind != Kind::leaf)
    add_below(formula, index, is_whole && made.kind == Kind::negation,
              made.below);
  const std::string_view text = formula.text().substr(
      node.range.begin, node.range.end - node.range.begin);
  if (made.kind == Kind::leaf) {
    // Nothing of a macro's variable is in it: macros are not taken apart.
    auto parsed = expr::parse(text);
    if (auto* ast = std::get_if<expr::Ast>(&parsed)) {
      auto compiled = expr::compile(*ast, engine::root_names());
      if (auto* program = std::get_if<expr::Program>(&compiled))
        made.program = std::move(*program);
    }
  }
  if (!is_whole && made.kind != Kind::negation) {
    made.part = parts_.size();
    parts_.push_back(
        {formula.place(node.range.begin, node.range.end), std::string(text)});
  }
  nodes_.push_back(std::move(made));
  return nodes_.size() - 1;
}

// A long chain is a tree; to its author it is one list.
void Asked::add_below(const Formula& formula, expr::NodeIndex index,
                      bool is_whole, std::vector<std::size_t>& below) {
  const expr::Node& node = formula.ast().nodes[index];
  const bool is_chain =
      node.op == expr::Op::logical_and || node.op == expr::Op::logical_or;
  for (const expr::NodeIndex child : node.children)
    if (is_chain && formula.ast().nodes[child].op == node.op)
      add_below(formula, child, is_whole, below);
    else
      below.push_back(add(formula, child, is_whole));
}

std::optional<bool> Asked::ask(const expr::Bindings& bindings,
                               const Saw& saw) const {
  return ask(nodes_.size() - 1, bindings, saw);
}

// As CEL has it: what decides, decides, whatever fails beside it.
std::optional<bool> Asked::ask(std::size_t index,
                               const expr::Bindings& bindings,
                               const Saw& saw) const {
  const Node& node = nodes_[index];
  std::optional<bool> truth;
  switch (node.kind) {
    case Kind::leaf:
      if (node.program) truth = truth_of(evaluate(*node.program, bindings));
      break;
    case Kind::negation:
      truth = ask(node.below.front(), bindings, saw);
      if (truth) truth = !*truth;
      break;
    case Kind::conjunction:
    case Kind::disjunction: {
      const bool decides = node.kind == Kind::disjunction;
      truth = !decides;
      for (const std::size_t part : node.below) {
        const std::optional<bool> one = ask(part, bindings, saw);
        if (!one) truth = std::nullopt;
        if (one != decides) continue;
        truth = decides;
        break;
      }
      break;
    }
    case Kind::conditional: {
      const std::optional<bool> which = ask(node.below[0], bindings, saw);
      if (which) truth = ask(node.below[*which ? 1 : 2], bindings, saw);
      break;
    }
  }
  if (truth && node.part) saw(*node.part, *truth);
  return truth;
}

}  // namespace onething::coverage
