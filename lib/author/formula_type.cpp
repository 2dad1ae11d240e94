// SPDX-License-Identifier: Apache-2.0

#include "author/formula_type.h"

#include <utility>
#include <variant>
#include <vector>

#include "expr/parse.h"
#include "typing/check_types.h"

namespace onething::author {

namespace {

using typing::Kind;
using typing::TypeId;
using typing::Types;

// The type of one value. What an object lacks here may be there in other data,
// so that its type stays open. Recursion is bounded as JSON is.
struct TypeOf {
  Types& types;

  TypeId of(const Value& value) const { return value.visit(*this); }

  TypeId operator()(std::monostate) const { return typing::null_type; }
  TypeId operator()(bool) const { return typing::bool_type; }
  TypeId operator()(std::int64_t) const { return typing::int_type; }
  TypeId operator()(std::uint64_t) const { return typing::uint_type; }
  TypeId operator()(double) const { return typing::double_type; }
  TypeId operator()(Money) const { return typing::money_type; }
  TypeId operator()(const std::string&) const { return typing::text_type; }
  TypeId operator()(const Bytes&) const { return typing::bytes_type; }
  TypeId operator()(Date) const { return typing::date_type; }
  TypeId operator()(Instant) const { return typing::instant_type; }
  TypeId operator()(Duration) const { return typing::duration_type; }
  TypeId operator()(Term) const { return typing::term_type; }
  TypeId operator()(const TypeName&) const {
    return types.type_of(Types::no_type);
  }
  TypeId operator()(const List& list) const {
    return types.list(common(list, [](const Value& v) { return &v; }));
  }
  TypeId operator()(const Object& object) const {
    std::vector<typing::Member> members;
    for (const auto& [name, value] : object)
      members.push_back({name, of(value), false});
    return types.open_record(std::move(members));
  }
  TypeId operator()(const Map& map) const {
    const TypeId key =
        common(map.entries, [](const auto& e) { return &e.first; });
    return types.map(
        key, common(map.entries, [](const auto& e) { return &e.second; }));
  }
  TypeId operator()(const Optional& optional) const {
    return types.optional(
        common(optional.content, [](const Value& v) { return &v; }));
  }

  template <typename Range, typename Get>
  TypeId common(const Range& range, const Get& get) const {
    TypeId type = Types::no_type;
    for (const auto& each : range) {
      const TypeId next = of(*get(each));
      type = type == Types::no_type ? next : join(types, type, next);
    }
    return type == Types::no_type ? typing::dyn_type : type;
  }
};

// No part of it is open. Recursion is bounded as formulas are.
bool is_known(const Types& types, TypeId type) {
  type = types.resolve(type);
  switch (types.kind(type)) {
    case Kind::list:
    case Kind::optional:
      return is_known(types, types.first(type));
    case Kind::map:
      return is_known(types, types.first(type)) &&
             is_known(types, types.second(type));
    case Kind::dyn:
    case Kind::error:
    case Kind::record:
    case Kind::type:
    case Kind::parameter:
    case Kind::variable:
    case Kind::named:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string formula_type(std::string_view formula,
                         std::span<const NamedValue> names) {
  const auto parsed = expr::parse(formula);
  const auto* ast = std::get_if<expr::Ast>(&parsed);
  if (ast == nullptr) return {};
  Types types;
  typing::Environment environment;
  environment.maps_are_records = false;
  for (const NamedValue& named : names)
    environment.variables.push_back(
        {std::string(named.name), named.value == nullptr
                                      ? typing::dyn_type
                                      : TypeOf{types}.of(*named.value)});
  const typing::Checked checked = check_types(*ast, environment, types);
  return is_known(types, checked.type) ? types.spell(checked.type)
                                       : std::string();
}

}  // namespace onething::author
