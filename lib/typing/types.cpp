// SPDX-License-Identifier: Apache-2.0

#include "typing/types.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "base/limits.h"

namespace onething::typing {

namespace {

constexpr Kind kPlain[] = {
    Kind::dyn,      Kind::error,   Kind::null,
    Kind::boolean,  Kind::integer, Kind::unsigned_integer,
    Kind::real,     Kind::text,    Kind::bytes,
    Kind::money,    Kind::date,    Kind::instant,
    Kind::duration, Kind::term};
static_assert(std::size(kPlain) == term_type + 1);

}  // namespace

Types::Types() {
  nodes_.reserve(128);
  for (const Kind kind : kPlain) add(kind);
}

TypeId Types::add(Kind kind, TypeId first, TypeId second) {
  Node& node = nodes_.emplace_back();
  node.kind = kind;
  node.first = first;
  node.second = second;
  const bool of_first = first != no_type && nodes_[first].has_variables;
  const bool of_second = second != no_type && nodes_[second].has_variables;
  node.has_variables = kind == Kind::variable || kind == Kind::parameter ||
                       of_first || of_second;
  return static_cast<TypeId>(nodes_.size() - 1);
}

TypeId Types::add_shape(Kind kind, Shape shape) {
  const TypeId type = add(kind);
  bool variables = kind == Kind::parameter;
  for (const Member& member : shape.members)
    variables = variables || nodes_[member.type].has_variables;
  for (const TypeId argument : shape.arguments)
    variables = variables || nodes_[argument].has_variables;
  nodes_[type].has_variables = variables;
  nodes_[type].shape = static_cast<std::uint32_t>(shapes_.size());
  shapes_.push_back(std::move(shape));
  return type;
}

TypeId Types::list(TypeId element) {
  // What is remembered may have been forgotten and its number given away.
  const TypeId known = nodes_[element].list_of;
  if (known < nodes_.size() && nodes_[known].kind == Kind::list &&
      nodes_[known].first == element)
    return known;
  const TypeId made = add(Kind::list, element);
  nodes_[element].list_of = made;
  return made;
}

TypeId Types::map(TypeId key, TypeId value) {
  return add(Kind::map, key, value);
}

TypeId Types::optional(TypeId content) { return add(Kind::optional, content); }

TypeId Types::type_of(TypeId type) { return add(Kind::type, type); }

TypeId Types::enumeration(std::vector<std::string> options) {
  return add_shape(Kind::enumeration, {{}, {}, std::move(options), {}, false});
}

TypeId Types::record(std::vector<Member> members) {
  return add_shape(Kind::record, {{}, std::move(members), {}, {}, false});
}

TypeId Types::open_record(std::vector<Member> members) {
  return add_shape(Kind::record, {{}, std::move(members), {}, {}, true});
}

TypeId Types::parameter(std::string name) {
  return add_shape(Kind::parameter, {std::move(name), {}, {}, {}, false});
}

TypeId Types::named(std::string name, std::vector<TypeId> arguments) {
  return add_shape(Kind::named,
                   {std::move(name), {}, {}, std::move(arguments), false});
}

TypeId Types::variable() { return add(Kind::variable); }

std::span<const Member> Types::members(TypeId record) const {
  OT_ASSERT(kind(record) == Kind::record);
  return shape(record).members;
}

bool Types::is_open(TypeId record) const {
  OT_ASSERT(kind(record) == Kind::record);
  return shape(record).open;
}

const Member* Types::find_member(TypeId record, std::string_view name) const {
  // One byte tells most names apart.
  const char first = name.empty() ? '\0' : name[0];
  for (const Member& member : members(record))
    if (member.name.size() == name.size() && member.name[0] == first &&
        member.name == name)
      return &member;
  return nullptr;
}

std::span<const std::string> Types::options(TypeId enumeration) const {
  OT_ASSERT(kind(enumeration) == Kind::enumeration);
  return shape(enumeration).options;
}

const std::string& Types::name(TypeId type) const {
  OT_ASSERT(kind(type) == Kind::parameter || kind(type) == Kind::named);
  return shape(type).name;
}

std::span<const TypeId> Types::arguments(TypeId named) const {
  OT_ASSERT(kind(named) == Kind::named);
  return shape(named).arguments;
}

TypeId Types::resolve(TypeId type) const {
  while (nodes_[type].kind == Kind::variable && nodes_[type].first != no_type)
    type = nodes_[type].first;
  return type;
}

bool Types::is_same(TypeId a, TypeId b) const {
  std::size_t steps = 0;
  return same(a, b, steps);
}

// Recursion is bounded by how deep types nest, and they are made bottom up.
// Types share parts, so that the steps need a bound of their own.
bool Types::same(TypeId a, TypeId b, std::size_t& steps) const {
  a = resolve(a);
  b = resolve(b);
  if (a == b) return true;
  if (nodes_[a].kind != nodes_[b].kind || ++steps > limits::type_steps_max)
    return false;
  const auto same_part = [this, &steps](TypeId x, TypeId y) {
    return x == no_type || y == no_type ? x == y : same(x, y, steps);
  };
  switch (nodes_[a].kind) {
    case Kind::list:
    case Kind::map:
    case Kind::optional:
    case Kind::type:
      return same_part(nodes_[a].first, nodes_[b].first) &&
             same_part(nodes_[a].second, nodes_[b].second);
    case Kind::enumeration:
    case Kind::record:
    case Kind::parameter:
    case Kind::named:
      return same_contents(a, b, steps);
    default:
      return false;  // Plain types have one id; variables differ.
  }
}

bool Types::same_contents(TypeId a, TypeId b, std::size_t& steps) const {
  const Shape& x = shape(a);
  const Shape& y = shape(b);
  const auto same_type = [this, &steps](TypeId s, TypeId t) {
    return same(s, t, steps);
  };
  const auto same_member = [this, &steps](const Member& s, const Member& t) {
    return s.name == t.name && s.may_be_absent == t.may_be_absent &&
           same(s.type, t.type, steps);
  };
  return x.name == y.name && x.open == y.open && x.options == y.options &&
         std::equal(x.arguments.begin(), x.arguments.end(), y.arguments.begin(),
                    y.arguments.end(), same_type) &&
         std::equal(x.members.begin(), x.members.end(), y.members.begin(),
                    y.members.end(), same_member);
}

void Types::shrink_to(std::size_t size) {
  std::size_t shapes = shapes_.size();
  while (nodes_.size() > size) {
    const Kind kind = nodes_.back().kind;
    if (kind == Kind::enumeration || kind == Kind::record ||
        kind == Kind::parameter || kind == Kind::named)
      --shapes;
    nodes_.pop_back();
  }
  shapes_.resize(shapes);
}

}  // namespace onething::typing
