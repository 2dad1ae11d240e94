// SPDX-License-Identifier: Apache-2.0

#include "typing/unify.h"

#include <algorithm>
#include <string>

#include "base/limits.h"
#include "typing/rebuild.h"

namespace onething::typing {

namespace {

bool is_any(Kind kind) { return kind == Kind::dyn || kind == Kind::error; }
bool is_textual(Kind kind) {
  return kind == Kind::text || kind == Kind::enumeration;
}

}  // namespace

void Unifier::undo(std::size_t mark) {
  while (trail_.size() > mark) {
    types_.bind(trail_.back().first, trail_.back().second);
    trail_.pop_back();
  }
}

void Unifier::bind(TypeId variable, TypeId type) {
  trail_.emplace_back(variable, types_.first(variable));
  types_.bind(variable, type);
}

// Recursion follows types, which nest no deeper than formulas are long.
bool Unifier::occurs(TypeId variable, TypeId type) {
  type = types_.resolve(type);
  if (type == variable || ++steps_ > limits::type_steps_max) return true;
  if (!types_.has_variables(type)) return false;
  switch (types_.kind(type)) {
    case Kind::list:
    case Kind::optional:
    case Kind::type:
      return occurs(variable, types_.first(type));
    case Kind::map:
      return occurs(variable, types_.first(type)) ||
             occurs(variable, types_.second(type));
    case Kind::record: {
      const auto members = types_.members(type);
      return std::any_of(
          members.begin(), members.end(),
          [&](const Member& member) { return occurs(variable, member.type); });
    }
    case Kind::named: {
      const auto arguments = types_.arguments(type);
      return std::any_of(
          arguments.begin(), arguments.end(),
          [&](TypeId argument) { return occurs(variable, argument); });
    }
    default:
      return false;
  }
}

Unifier::Found Unifier::substitute(TypeId type, TypeId variable) {
  if (type == variable) return {true, true};
  const TypeId known = types_.first(variable);
  if (known == Types::no_type) {
    if (occurs(variable, type)) return {false, false};
    bind(variable, type);
    return {true, false};
  }
  if (known == type) return {true, true};
  if (!fits(type, known)) return {false, true};
  const TypeId general = more_general(type, known);
  if (!types_.is_same(general, known) && !occurs(variable, general))
    bind(variable, general);
  return {true, true};
}

bool Unifier::fits(TypeId value, TypeId wanted) {
  if (value == wanted) return true;
  // What is too intricate to compare is not found fault with.
  if (++steps_ > limits::type_steps_max) return true;
  const Kind value_kind = types_.kind(value);
  const Kind wanted_kind = types_.kind(wanted);
  if (wanted_kind == Kind::variable) {
    const Found found = substitute(value, wanted);
    if (found.agrees || found.was_bound) return found.agrees;
  }
  if (value_kind == Kind::variable) return substitute(wanted, value).agrees;
  if (is_any(value_kind) || is_any(wanted_kind)) return true;
  if (value_kind == Kind::null) return may_be_null(wanted_kind);
  if (wanted_kind == Kind::null) return may_be_null(value_kind);
  return fits_shape(value, wanted);
}

// A type of which only the name is known may have null.
bool Unifier::may_be_null(Kind kind) const {
  return kind == Kind::named || (null_fits_times_ && (kind == Kind::instant ||
                                                      kind == Kind::duration ||
                                                      kind == Kind::optional));
}

bool Unifier::fits_shape(TypeId value, TypeId wanted) {
  const Kind kind = types_.kind(value);
  const Kind other = types_.kind(wanted);
  if (is_textual(kind) && is_textual(other)) return true;
  if (kind == Kind::record && other == Kind::map)
    return fits(as_map(value), wanted);
  if (kind == Kind::map && other == Kind::record)
    return fits(value, as_map(wanted));
  if (kind != other) return false;
  switch (kind) {
    case Kind::list:
    case Kind::optional:
      return fits(types_.first(value), types_.first(wanted));
    case Kind::map:
      return fits(types_.first(value), types_.first(wanted)) &&
             fits(types_.second(value), types_.second(wanted));
    case Kind::type:
      return true;
    case Kind::record:
      return records_fit(value, wanted);
    case Kind::named:
      return named_fit(value, wanted);
    case Kind::parameter:
      return types_.is_same(value, wanted);
    default:
      return false;  // Plain types were one id.
  }
}

// Members that both have must agree; one that only one has may be absent.
bool Unifier::records_fit(TypeId value, TypeId wanted) {
  const std::size_t count = types_.members(wanted).size();
  for (std::size_t i = 0; i < count; ++i) {
    const Member& member = types_.members(wanted)[i];
    const Member* other = types_.find_member(value, member.name);
    if (other != nullptr && !fits(other->type, member.type)) return false;
  }
  return true;
}

bool Unifier::named_fit(TypeId value, TypeId wanted) {
  const std::size_t count = types_.arguments(value).size();
  if (types_.name(value) != types_.name(wanted) ||
      types_.arguments(wanted).size() != count)
    return false;
  for (std::size_t i = 0; i < count; ++i)
    if (!fits(types_.arguments(value)[i], types_.arguments(wanted)[i]))
      return false;
  return true;
}

TypeId Unifier::more_general(TypeId a, TypeId b) {
  a = types_.resolve(a);
  b = types_.resolve(b);
  if (a == b || ++steps_ > limits::type_steps_max) return a;
  const Kind kind = types_.kind(a);
  const Kind other = types_.kind(b);
  if (kind == Kind::dyn || kind == Kind::variable) return a;
  if (other == Kind::dyn || other == Kind::variable) return b;
  if (kind == Kind::error || kind == Kind::null) return b;
  if (other == Kind::null) return a;
  if (is_textual(kind) && is_textual(other))
    return types_.is_same(a, b) ? a : text_type;
  if (kind == Kind::record || other == Kind::record) {
    if (kind == other && types_.is_same(a, b)) return a;
    return more_general(kind == Kind::record ? as_map(a) : a,
                        other == Kind::record ? as_map(b) : b);
  }
  if (kind != other) return b;
  switch (kind) {
    case Kind::list:
      return types_.list(more_general(types_.first(a), types_.first(b)));
    case Kind::optional:
      return types_.optional(more_general(types_.first(a), types_.first(b)));
    case Kind::map:
      return types_.map(more_general(types_.first(a), types_.first(b)),
                        more_general(types_.second(a), types_.second(b)));
    default:
      return a;
  }
}

TypeId Unifier::join(TypeId a, TypeId b) {
  const std::size_t before = mark();
  if (fits(a, b)) return more_general(a, b);
  undo(before);
  return dyn_type;
}

TypeId Unifier::as_map(TypeId record) {
  TypeId value = types_.is_open(record) ? dyn_type : Types::no_type;
  const std::size_t count = types_.members(record).size();
  for (std::size_t i = 0; i < count && value != dyn_type; ++i) {
    const TypeId type = types_.members(record)[i].type;
    value = i == 0 ? type : join(value, type);
  }
  return types_.map(text_type, value == Types::no_type ? dyn_type : value);
}

TypeId Unifier::settle(TypeId type) {
  type = types_.resolve(type);
  if (!types_.has_variables(type)) return type;
  if (++steps_ > limits::type_steps_max) return dyn_type;
  if (types_.kind(type) == Kind::variable) return dyn_type;
  return rebuild(types_, type, [this](TypeId inner) { return settle(inner); });
}

}  // namespace onething::typing
