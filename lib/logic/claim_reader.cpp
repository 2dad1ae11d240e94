// SPDX-License-Identifier: Apache-2.0

#include "logic/claim_reader.h"

#include <array>
#include <string_view>
#include <utility>

#include "logic/reading.h"

namespace onething::logic {

namespace {

using expr::Node;
using expr::NodeIndex;
using expr::Op;
using Kind = ClaimNode::Kind;

std::optional<Relation> relation_of(std::string_view function) {
  constexpr std::array<std::pair<std::string_view, Relation>, 6> all = {{
      {"_==_", Relation::equal},
      {"_!=_", Relation::not_equal},
      {"_<_", Relation::less},
      {"_<=_", Relation::less_or_equal},
      {"_>_", Relation::greater},
      {"_>=_", Relation::greater_or_equal},
  }};
  for (const auto& [name, relation] : all)
    if (name == function) return relation;
  return std::nullopt;
}

// `5 < x` is `x > 5`.
Relation turned(Relation relation) {
  switch (relation) {
    case Relation::less:
      return Relation::greater;
    case Relation::less_or_equal:
      return Relation::greater_or_equal;
    case Relation::greater:
      return Relation::less;
    case Relation::greater_or_equal:
      return Relation::less_or_equal;
    default:
      return relation;
  }
}

Domain boolean_domain() {
  Domain domain;
  domain.kind = Domain::Kind::boolean;
  return domain;
}

}  // namespace

Claim ClaimReader::read(NodeIndex index) {
  const Node& part = node(index);
  switch (part.op) {
    case Op::literal: {
      const bool* value = part.value().as<bool>();
      return book_.constant(value == nullptr ? is_error : outcome_of(*value));
    }
    case Op::logical_and:
      return read_all(Kind::conjunction, part);
    case Op::logical_or:
      return read_all(Kind::disjunction, part);
    case Op::conditional:
      return read_all(Kind::conditional, part);
    case Op::test_present:
      return read_presence(index);
    case Op::call:
      return read_call(index);
    case Op::method:
      return read_method(index);
    default:
      return truth(index);
  }
}

Claim ClaimReader::read_all(Kind kind, const Node& part) {
  std::vector<Claim> parts;
  parts.reserve(part.children.size());
  for (const NodeIndex child : part.children) parts.push_back(read(child));
  return book_.join(kind, std::move(parts));
}

Claim ClaimReader::read_call(NodeIndex index) {
  const Node& part = node(index);
  if (part.text == "!_") return book_.negation(read(part.children[0]));
  if (part.text == "@in") return membership(index);
  if (const auto relation = relation_of(part.text))
    return comparison(index, *relation);
  return opaque(index);
}

Claim ClaimReader::read_method(NodeIndex index) {
  const Node& part = node(index);
  if (part.text == "hasValue" && part.children.size() == 1)
    if (const auto claim = has_value(part.children[0])) return *claim;
  return truth(index);
}

// has(a.b): a must be there, or read with `?`.
Claim ClaimReader::read_presence(NodeIndex index) {
  const Node& part = node(index);
  const NodeIndex target = part.children[0];
  auto path = plain_path(ast_, target);
  if (!path) path = optional_path(ast_, target);
  if (!path) return opaque(index);
  path->emplace_back(part.text);
  return book_.guarded(needed_paths(ast_, target), book_.present(*path));
}

std::optional<Claim> ClaimReader::has_value(NodeIndex index) {
  const Node& part = node(index);
  if (part.op == Op::method && part.text == "or" && part.children.size() == 2) {
    const auto first = has_value(part.children[0]);
    const auto second = has_value(part.children[1]);
    if (!first || !second) return std::nullopt;
    return book_.join(Kind::conditional,
                      {*first, book_.constant(is_true), *second});
  }
  const auto path = optional_path(ast_, index);
  if (!path) return std::nullopt;
  return book_.guarded(needed_paths(ast_, index), book_.present(*path));
}

Claim ClaimReader::comparison(NodeIndex index, Relation relation) {
  NodeIndex left = node(index).children[0];
  NodeIndex right = node(index).children[1];
  std::optional<Value> value = constant_value(ast_, right);
  if (!value) {
    std::swap(left, right);
    value = constant_value(ast_, right);
    relation = turned(relation);
  }
  const std::optional<Point> point = value ? point_of(*value) : std::nullopt;
  if (!point) return opaque(index);
  return relate(compared(left), Kind::comparison, relation, {*point});
}

Claim ClaimReader::membership(NodeIndex index) {
  const NodeIndex list = node(index).children[1];
  const std::optional<Value> value = constant_value(ast_, list);
  const List* items = value ? value->list() : nullptr;
  if (items == nullptr) return opaque(index);
  std::vector<Point> points;
  for (const Value& item : *items) {
    const std::optional<Point> point = point_of(item);
    if (!point) return opaque(index);
    points.push_back(*point);
  }
  return relate(compared(node(index).children[0]), Kind::one_of,
                Relation::equal, std::move(points));
}

// The part itself, as something true or false.
Claim ClaimReader::truth(NodeIndex index) {
  if (node(index).op == Op::comprehension) return opaque(index);
  const Compared subject = compared(index);
  Claim claim = book_.on_variable(Kind::truth, subject.variable);
  if (book_.variables_[subject.variable].is_opaque) return opaque(index);
  if (subject.otherwise) {
    const bool is_boolean = subject.otherwise->line == Line::boolean;
    claim = book_.join(
        Kind::conditional,
        {book_.present(book_.variables_[subject.variable].path), claim,
         book_.constant(is_boolean ? outcome_of(subject.otherwise->place != 0)
                                   : is_error)});
  }
  return book_.guarded(subject.guards, claim);
}

Claim ClaimReader::opaque(NodeIndex index) {
  return book_.on_variable(
      Kind::truth, book_.opaque_variable(ast_, index, boolean_domain()));
}

ClaimReader::Compared ClaimReader::compared(NodeIndex index) {
  const Node& part = node(index);
  if (const auto path = plain_path(ast_, index))
    return {book_.path_variable(*path), {}, std::nullopt};
  if (const auto variable = size_of(part)) return {*variable, {}, std::nullopt};
  if (auto subject = with_default(index)) return std::move(*subject);
  if (part.op == Op::method && part.text == "value" &&
      part.children.size() == 1)
    if (const auto path = optional_path(ast_, part.children[0]))
      return {book_.path_variable(*path), {}, std::nullopt};
  return {book_.opaque_variable(ast_, index, {}), {}, std::nullopt};
}

// x.?f.orValue(constant)
std::optional<ClaimReader::Compared> ClaimReader::with_default(
    NodeIndex index) {
  const Node& part = node(index);
  const bool fits = part.op == Op::method && part.text == "orValue" &&
                    part.children.size() == 2;
  if (!fits) return std::nullopt;
  const auto path = optional_path(ast_, part.children[0]);
  const std::optional<Value> value = constant_value(ast_, part.children[1]);
  const std::optional<Point> point = value ? point_of(*value) : std::nullopt;
  if (!path || !point) return std::nullopt;
  return Compared{book_.path_variable(*path),
                  needed_paths(ast_, part.children[0]), point};
}

// size(x), x.size()
std::optional<VariableIndex> ClaimReader::size_of(const Node& part) {
  const bool is_call = part.op == Op::call || part.op == Op::method;
  if (!is_call || part.text != "size" || part.children.size() != 1)
    return std::nullopt;
  const auto path = plain_path(ast_, part.children[0]);
  if (!path) return std::nullopt;
  return book_.size_variable(*path);
}

Claim ClaimReader::relate(const Compared& subject, Kind kind, Relation relation,
                          std::vector<Point> points) {
  for (const Point& point : points) book_.add_point(subject.variable, point);
  Outcomes otherwise = is_error;
  if (subject.otherwise && kind == Kind::comparison)
    otherwise = compare(*subject.otherwise, relation, points[0]);
  if (subject.otherwise && kind == Kind::one_of) {
    otherwise = is_false;
    for (const Point& point : points)
      if (*subject.otherwise == point) otherwise = is_true;
  }
  ClaimNode comparison;
  comparison.kind = kind;
  comparison.relation = relation;
  comparison.variable = subject.variable;
  comparison.points = std::move(points);
  Claim claim = book_.add(std::move(comparison));
  if (subject.otherwise)
    claim = book_.join(Kind::conditional,
                       {book_.present(book_.variables_[subject.variable].path),
                        claim, book_.constant(otherwise)});
  return book_.guarded(subject.guards, claim);
}

}  // namespace onething::logic
