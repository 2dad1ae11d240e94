// SPDX-License-Identifier: Apache-2.0

#include "proof/conditions.h"

#include <algorithm>

#include "logic/outcomes.h"

namespace onething::proof {

namespace {

using logic::anything;
using logic::conjunction;
using logic::is_error;
using logic::is_false;
using logic::is_true;
using logic::opposite;

bool is_one(Outcomes outcomes) { return (outcomes & (outcomes - 1)) == 0; }

std::uint8_t value_now(const Variable& variable, const Position& position,
                       Index index) {
  if (variable.absent == 0) return position.value(index);
  for (const Index step : variable.steps)
    if (position.status(step) != Status::done) return variable.absent;
  return position.value(index);
}

Outcomes of_atom(const Net& net, const Position& position, const Node& node) {
  const Variable& variable = net.conditions.variables[node.subject];
  const std::uint8_t value = value_now(variable, position, node.subject);
  if (value != 0) return node.by_value[value - 1U];
  Outcomes any = 0;
  for (const Outcomes one : node.by_value) any |= one;
  return any;
}

}  // namespace

// No deeper than the formula, which limits.h bounds.
Outcomes outcomes_of(const Net& net, const Position& position, Index index) {
  const Node& node = net.conditions.nodes[index];
  switch (node.kind) {
    case Node::Kind::constant:
      return node.outcomes;
    case Node::Kind::atom:
      return of_atom(net, position, node);
    case Node::Kind::done:
      return logic::outcome_of(position.status(node.subject) == Status::done);
    case Node::Kind::negation:
      return opposite(outcomes_of(net, position, node.parts[0]));
    case Node::Kind::conjunction: {
      Outcomes all = is_true;
      for (const Index part : node.parts)
        all = conjunction(all, outcomes_of(net, position, part));
      return all;
    }
    case Node::Kind::disjunction: {
      Outcomes none = is_true;
      for (const Index part : node.parts)
        none = conjunction(none, opposite(outcomes_of(net, position, part)));
      return opposite(none);
    }
    case Node::Kind::conditional: {
      const Outcomes condition = outcomes_of(net, position, node.parts[0]);
      Outcomes out = condition & is_error;
      if (condition & is_true) out |= outcomes_of(net, position, node.parts[1]);
      if (condition & is_false)
        out |= outcomes_of(net, position, node.parts[2]);
      return out;
    }
  }
  return anything;
}

std::optional<Index> next_question(const Net& net, const Position& position,
                                   Index index) {
  if (is_one(outcomes_of(net, position, index))) return std::nullopt;
  const Node& node = net.conditions.nodes[index];
  if (node.kind == Node::Kind::atom) {
    const Variable& variable = net.conditions.variables[node.subject];
    if (value_now(variable, position, node.subject) != 0) return std::nullopt;
    return node.subject;
  }
  for (const Index part : node.parts)
    if (const auto question = next_question(net, position, part))
      return question;
  return std::nullopt;
}

bool is_lawful(const Net& net, const Position& position) {
  return std::all_of(
      net.conditions.laws.begin(), net.conditions.laws.end(),
      [&](const Law& law) {
        return outcomes_of(net, position, law.premise) != is_true ||
               outcomes_of(net, position, law.conclusion) & is_true;
      });
}

// Tries the values of one variable after the other, with the laws in view; as
// deep as there are variables, which the compiler bounds.
bool can_be(const Net& net, Position position) {
  if (!is_lawful(net, position)) return false;
  for (const Law& law : net.conditions.laws) {
    for (const Index node : {law.premise, law.conclusion}) {
      const auto question = next_question(net, position, node);
      if (!question) continue;
      const std::uint8_t values = net.conditions.variables[*question].values;
      for (std::uint8_t value = 1; value <= values; ++value) {
        position.set_value(*question, value);
        if (can_be(net, position)) return true;
      }
      return false;
    }
  }
  return true;
}

}  // namespace onething::proof
