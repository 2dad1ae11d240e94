// SPDX-License-Identifier: Apache-2.0

#include "proof/cut.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/limits.h"
#include "logic/claim_reader.h"

namespace onething::proof {

namespace {

using logic::Claim;
using logic::ClaimNode;
using logic::Region;
using logic::VariableIndex;
using Kind = ClaimNode::Kind;

Claim read_part(logic::Book& book, const expr::Ast& ast, expr::NodeIndex node) {
  return logic::ClaimReader(book, ast).read(node);
}

bool has_variable(const ClaimNode& claim) {
  return claim.kind == Kind::truth || claim.kind == Kind::comparison ||
         claim.kind == Kind::one_of || claim.kind == Kind::presence;
}

bool is_one(Outcomes outcomes) {
  return outcomes != 0 && (outcomes & (outcomes - 1)) == 0;
}

// When a step is done the net knows by itself.
logic::Knowledge without_steps(const logic::Knowledge& knowledge) {
  return [&knowledge](logic::Path path) {
    logic::Known known = knowledge(path);
    const bool is_step =
        path.size() == 2 && (path[0] == "steps" || path[0] == "prefill");
    if (is_step) known.presence = {logic::Presence::Kind::only_if, {}};
    return known;
  };
}

// The ids that stand behind `root.` or `root.?` in a text.
template <typename Use>
void for_each_name(std::string_view text, std::string_view root,
                   const Use& use) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (std::size_t at = text.find(root); at != std::string_view::npos;
       at = text.find(root, at + 1)) {
    std::size_t begin = at + root.size();
    if (at > 0 && (is_word(text[at - 1]) || text[at - 1] == '.')) continue;
    if (begin >= text.size() || text[begin] != '.') continue;
    ++begin;
    if (begin < text.size() && text[begin] == '?') ++begin;
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    use(text.substr(begin, end - begin));
  }
}

}  // namespace

Cutter::Cutter(const logic::Knowledge& knowledge, FindStep find_step)
    : book_(without_steps(knowledge), &read_part),
      find_step_(std::move(find_step)) {}

Claim Cutter::read(const expr::Ast& ast) {
  const Claim claim = book_.formula(ast, ast.root);
  gather(claim);
  return claim;
}

void Cutter::gather(Claim claim) {
  if (claim.index >= is_gathered_.size())
    is_gathered_.resize(claim.index + 1U, false);
  if (is_gathered_[claim.index]) return;
  is_gathered_[claim.index] = true;
  const ClaimNode node = book_.claim(claim);
  for (const Claim part : node.parts) gather(part);
  claims_.push_back(claim);
  if (!has_variable(node) || std::find(variables_.begin(), variables_.end(),
                                       node.variable) != variables_.end())
    return;
  variables_.push_back(node.variable);
  if (step_behind(book_.variable(node.variable)) != nowhere) return;
  const std::vector<logic::Law> laws = book_.laws_of(node.variable);
  for (const logic::Law& law : laws) {
    gather(law.premise);
    gather(law.conclusion);
    laws_.push_back(law);
  }
}

Index Cutter::step_behind(const logic::Variable& variable) const {
  if (variable.is_opaque || variable.is_size || variable.path.size() != 2)
    return nowhere;
  const std::string& root = variable.path[0];
  if (root != "steps" && root != "prefill") return nowhere;
  return find_step_(root, variable.path[1]);
}

std::vector<Index> Cutter::owners_of(const logic::Variable& variable) const {
  std::vector<Index> owners;
  const auto add = [&](std::string_view root, std::string_view id) {
    const Index step = find_step_(root, id);
    if (step != nowhere &&
        std::find(owners.begin(), owners.end(), step) == owners.end())
      owners.push_back(step);
  };
  if (variable.is_opaque) {
    for (const std::string_view root : {"steps", "prefill"})
      for_each_name(variable.text, root,
                    [&](std::string_view id) { add(root, id); });
    return owners;
  }
  const std::vector<std::string>& path = variable.path;
  if (path.size() >= 2 && (path[0] == "steps" || path[0] == "prefill"))
    add(path[0], path[1]);
  return owners;
}

Outcomes Cutter::outcome(const ClaimNode& claim, Region region) const {
  const logic::Variable& variable = book_.variable(claim.variable);
  const bool is_absent = region.kind == Region::Kind::absent;
  if (claim.kind == Kind::presence) return logic::outcome_of(!is_absent);
  if (is_absent) return logic::is_error;
  if (claim.kind == Kind::truth) return logic::truth_of(variable, region);
  if (claim.kind == Kind::comparison)
    return logic::compare(variable, region, claim.relation, claim.points[0]);
  Outcomes any = logic::is_false;
  for (const logic::Point& point : claim.points) {
    const Outcomes one =
        logic::compare(variable, region, logic::Relation::equal, point);
    if (one == logic::is_true) return one;
    if (one != logic::is_false) any |= one;
  }
  return any;
}

// Regions in which every claim comes out the same are one value.
bool Cutter::cut(VariableIndex index) {
  const logic::Variable& variable = book_.variable(index);
  Variable made;
  made.text = variable.text;
  made.steps = owners_of(variable);
  made.is_understood = !variable.is_opaque &&
                       variable.domain.kind != logic::Domain::Kind::unknown;
  made.values = 0;
  std::vector<std::vector<Outcomes>> known;
  std::vector<Region> regions;
  for (const Region region : variable.regions()) {
    std::vector<Outcomes> outcomes;
    for (const Claim claim : claims_) {
      const ClaimNode& node = book_.claim(claim);
      if (has_variable(node) && node.variable == index)
        outcomes.push_back(outcome(node, region));
    }
    if (std::find(known.begin(), known.end(), outcomes) != known.end())
      continue;
    if (known.size() >= limits::net_values_max) return false;
    known.push_back(std::move(outcomes));
    regions.push_back(region);
    ++made.values;
    made.words.push_back(logic::describe(variable, region));
    if (region.kind == Region::Kind::absent && !variable.is_opaque &&
        !made.steps.empty())
      made.absent = made.values;
  }
  if (made.values == 0) return false;
  variable_of_[index] = static_cast<Index>(out_.variables.size());
  out_.variables.push_back(std::move(made));
  regions_.push_back(std::move(regions));
  return true;
}

Index Cutter::add(Node node) {
  out_.nodes.push_back(std::move(node));
  return static_cast<Index>(out_.nodes.size() - 1);
}

// True, false or an error: nobody knows.
Index Cutter::guess(std::vector<Index> steps, std::string text, bool is_path) {
  Variable made;
  made.values = 3;
  made.absent = is_path && !steps.empty() ? std::uint8_t{3} : std::uint8_t{0};
  made.steps = std::move(steps);
  made.is_understood = false;
  made.text = std::move(text);
  made.words = {"true", "false", ""};
  out_.variables.push_back(std::move(made));
  regions_.emplace_back();
  Node node;
  node.kind = Node::Kind::atom;
  node.subject = static_cast<Index>(out_.variables.size() - 1);
  node.by_value = {logic::is_true, logic::is_false, logic::is_error};
  return add(std::move(node));
}

Index Cutter::convert_atom(const ClaimNode& claim) {
  const logic::Variable& variable = book_.variable(claim.variable);
  Node node;
  const Index step = step_behind(variable);
  if (step != nowhere && claim.kind == Kind::presence) {
    node.kind = Node::Kind::done;
    node.subject = step;
    return add(std::move(node));
  }
  if (step != nowhere) return guess({step}, variable.text, true);
  node.kind = Node::Kind::atom;
  node.subject = variable_of_[claim.variable];
  for (const Region region : regions_[node.subject]) {
    const Outcomes one = outcome(claim, region);
    if (!is_one(one))
      return guess(owners_of(variable), variable.text, !variable.is_opaque);
    node.by_value.push_back(one);
  }
  return add(std::move(node));
}

Index Cutter::convert(Claim claim) {
  const ClaimNode& from = book_.claim(claim);
  if (has_variable(from)) return convert_atom(from);
  if (from.kind == Kind::constant && !is_one(from.outcomes))
    return guess({}, "?", false);
  Node node;
  switch (from.kind) {
    case Kind::constant:
      node.outcomes = from.outcomes;
      break;
    case Kind::negation:
      node.kind = Node::Kind::negation;
      break;
    case Kind::conjunction:
      node.kind = Node::Kind::conjunction;
      break;
    case Kind::disjunction:
      node.kind = Node::Kind::disjunction;
      break;
    default:
      node.kind = Node::Kind::conditional;
      break;
  }
  for (const Claim part : from.parts) node.parts.push_back(node_of(part));
  return add(std::move(node));
}

bool Cutter::run(Conditions& out) {
  if (claims_.size() > limits::net_nodes_max) return false;
  variable_of_.assign(book_.variable_count(), nowhere);
  for (const VariableIndex index : variables_)
    if (step_behind(book_.variable(index)) == nowhere && !cut(index))
      return false;
  node_of_.assign(is_gathered_.size(), nowhere);
  for (const Claim claim : claims_) node_of_[claim.index] = convert(claim);
  for (const logic::Law& law : laws_)
    out_.laws.push_back({node_of(law.premise), node_of(law.conclusion)});
  out = std::move(out_);
  return true;
}

}  // namespace onething::proof
