// SPDX-License-Identifier: Apache-2.0

#include "logic/book.h"

#include <utility>

#include "logic/reading.h"

namespace onething::logic {

namespace {

std::string text_of(Path path) {
  std::string text;
  for (const std::string& name : path) {
    if (!text.empty()) text += '.';
    text += name;
  }
  return text;
}

std::vector<Point> points_of(const Domain& domain) {
  std::vector<Point> points;
  if (domain.kind == Domain::Kind::boolean)
    points = {{Line::boolean, 0, "false"}, {Line::boolean, 1, "true"}};
  for (const std::string& option : domain.options)
    points.push_back({Line::text, 0, option});
  return points;
}

}  // namespace

Book::Book(Knowledge knowledge, Read read)
    : knowledge_(std::move(knowledge)), read_(read) {}

Claim Book::formula(const expr::Ast& ast, expr::NodeIndex node) {
  const auto found = by_node_.find({&ast, node});
  if (found != by_node_.end()) return found->second;
  const Claim claim = read_(*this, ast, node);
  by_node_.emplace(std::pair{&ast, node}, claim);
  return claim;
}

Claim Book::present(Path path) {
  const VariableIndex index = path_variable(path);
  if (!variables_[index].may_be_absent) return constant(is_true);
  return on_variable(ClaimNode::Kind::presence, index);
}

Claim Book::negation(Claim claim) {
  return join(ClaimNode::Kind::negation, {claim});
}

Claim Book::join(ClaimNode::Kind kind, std::vector<Claim> parts) {
  ClaimNode node;
  node.kind = kind;
  node.parts = std::move(parts);
  return add(std::move(node));
}

Claim Book::constant(Outcomes outcomes) {
  ClaimNode node;
  node.outcomes = outcomes;
  return add(std::move(node));
}

Claim Book::add(ClaimNode node) {
  claims_.push_back(std::move(node));
  return {static_cast<std::uint32_t>(claims_.size() - 1)};
}

Claim Book::on_variable(ClaimNode::Kind kind, VariableIndex index) {
  ClaimNode node;
  node.kind = kind;
  node.variable = index;
  return add(std::move(node));
}

Claim Book::guarded(const std::vector<std::vector<std::string>>& paths,
                    Claim claim) {
  for (const std::vector<std::string>& path : paths) {
    if (!variables_[path_variable(path)].may_be_absent) continue;
    claim = join(ClaimNode::Kind::conditional,
                 {present(path), claim, constant(is_error)});
  }
  return claim;
}

VariableIndex Book::add(Variable variable) {
  const auto index = static_cast<VariableIndex>(variables_.size());
  variable.line = line_of(variable.domain.kind);
  if (variable.is_size) variable.line = Line::number;
  variable.points = points_of(variable.domain);
  by_text_.emplace(variable.text, index);
  variables_.push_back(std::move(variable));
  laws_.emplace_back();
  regions_.emplace_back();
  has_laws_.push_back(false);
  return index;
}

VariableIndex Book::path_variable(Path path) {
  Variable variable;
  variable.text = text_of(path);
  const auto found = by_text_.find(variable.text);
  if (found != by_text_.end()) return found->second;
  variable.path.assign(path.begin(), path.end());
  Known known = knowledge_(path);
  variable.domain = std::move(known.domain);
  variable.presence = std::move(known.presence);
  const bool is_root = path.size() == 1;
  const bool parent_may_be_absent =
      !is_root &&
      variables_[path_variable(path.first(path.size() - 1))].may_be_absent;
  variable.may_be_absent =
      !is_root && (variable.presence.kind != Presence::Kind::always ||
                   parent_may_be_absent);
  return add(std::move(variable));
}

VariableIndex Book::size_variable(Path path) {
  const VariableIndex of = path_variable(path);
  Variable variable;
  variable.text = "size(" + variables_[of].text + ")";
  const auto found = by_text_.find(variable.text);
  if (found != by_text_.end()) return found->second;
  variable.path = variables_[of].path;
  variable.is_size = true;
  variable.may_be_absent = variables_[of].may_be_absent;
  variable.domain = variables_[of].domain;
  const bool has_size = variable.domain.kind == Domain::Kind::text ||
                        variable.domain.kind == Domain::Kind::other;
  if (!has_size) variable.domain = {};
  variable.domain.kind =
      has_size ? Domain::Kind::integer : Domain::Kind::unknown;
  if (!variable.domain.min) variable.domain.min = 0;
  return add(std::move(variable));
}

VariableIndex Book::opaque_variable(const expr::Ast& ast, expr::NodeIndex node,
                                    Domain domain) {
  Variable variable;
  variable.text = "(" + canonical_text(ast, node) + ")";
  if (domain.kind == Domain::Kind::boolean) variable.text += "?";
  const auto found = by_text_.find(variable.text);
  if (found != by_text_.end()) return found->second;
  variable.is_opaque = true;
  variable.domain = std::move(domain);
  variable.needed = needed_paths(ast, node);
  return add(std::move(variable));
}

std::span<const Region> Book::regions_of(VariableIndex index) {
  std::vector<Region>& regions = regions_[index];
  if (regions.empty()) regions = variables_[index].regions();
  return regions;
}

void Book::add_point(VariableIndex index, const Point& point) {
  variables_[index].add(point);
  regions_[index].clear();
}

const std::vector<Law>& Book::laws_of(VariableIndex index) {
  if (has_laws_[index]) return laws_[index];
  has_laws_[index] = true;
  std::vector<Law> laws;
  const Variable variable = variables_[index];
  if (variable.may_be_absent) {
    const Claim here = on_variable(ClaimNode::Kind::presence, index);
    for (const std::vector<std::string>& path : variable.needed)
      if (variables_[path_variable(path)].may_be_absent)
        laws.push_back({here, present(path)});
    if (variable.is_size) {
      laws.push_back({here, present(variable.path)});
      laws.push_back({present(variable.path), here});
    } else if (!variable.is_opaque) {
      add_path_laws(index, laws);
    }
  }
  laws_[index] = std::move(laws);
  return laws_[index];
}

void Book::add_path_laws(VariableIndex index, std::vector<Law>& laws) {
  const Variable variable = variables_[index];
  const Claim here = on_variable(ClaimNode::Kind::presence, index);
  const Path path = variable.path;
  const Claim parent = present(path.first(path.size() - 1));
  std::vector<Claim> all = {parent};
  laws.push_back({here, parent});
  for (const expr::Ast* condition : variable.presence.conditions) {
    all.push_back(formula(*condition, condition->root));
    laws.push_back({here, all.back()});
  }
  if (variable.presence.kind == Presence::Kind::only_if) return;
  laws.push_back({join(ClaimNode::Kind::conjunction, std::move(all)), here});
}

}  // namespace onething::logic
