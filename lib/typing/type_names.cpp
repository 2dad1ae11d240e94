// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "typing/types.h"

namespace onething::typing {

namespace {

std::string_view plain_name(Kind kind) {
  switch (kind) {
    case Kind::error:
      return "!error!";
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::unsigned_integer:
      return "uint";
    case Kind::real:
      return "double";
    case Kind::text:
    case Kind::enumeration:
      return "string";
    case Kind::bytes:
      return "bytes";
    case Kind::money:
      return "money";
    case Kind::date:
      return "date";
    case Kind::instant:
      return "timestamp";
    case Kind::duration:
      return "duration";
    case Kind::term:
      return "term";
    case Kind::record:
      return "map(string, dyn)";
    default:
      return "dyn";
  }
}

}  // namespace

std::string Types::spell(TypeId type) const {
  type = resolve(type);
  switch (kind(type)) {
    case Kind::list:
      return "list(" + spell(first(type)) + ")";
    case Kind::map:
      return "map(" + spell(first(type)) + ", " + spell(second(type)) + ")";
    case Kind::optional:
      return "optional_type(" + spell(first(type)) + ")";
    case Kind::type:
      if (first(type) == no_type) return "type";
      return "type(" + spell(first(type)) + ")";
    case Kind::parameter:
      return name(type);
    case Kind::named: {
      std::string out = name(type);
      for (const TypeId argument : arguments(type))
        out += (out.size() == name(type).size() ? "(" : ", ") + spell(argument);
      return arguments(type).empty() ? out : out + ")";
    }
    default:
      return std::string(plain_name(kind(type)));
  }
}

Message Types::describe(TypeId type) const {
  type = resolve(type);
  switch (kind(type)) {
    case Kind::null:
      return {"expr.type_null", {}};
    case Kind::boolean:
      return {"expr.type_bool", {}};
    case Kind::integer:
      return {"expr.type_int", {}};
    case Kind::unsigned_integer:
      return {"expr.type_uint", {}};
    case Kind::real:
      return {"expr.type_double", {}};
    case Kind::text:
      return {"expr.type_string", {}};
    case Kind::enumeration:
      return {"typing.type_enumeration", {}};
    case Kind::bytes:
      return {"expr.type_bytes", {}};
    case Kind::money:
      return {"expr.type_money", {}};
    case Kind::date:
      return {"expr.type_date", {}};
    case Kind::instant:
      return {"expr.type_timestamp", {}};
    case Kind::duration:
      return {"expr.type_duration", {}};
    case Kind::term:
      return {"expr.type_term", {}};
    case Kind::list:
      return {"typing.type_list", {{"element", describe(first(type))}}};
    case Kind::map:
    case Kind::record:
      return {"expr.type_map", {}};
    case Kind::optional:
      return {"typing.type_optional", {{"content", describe(first(type))}}};
    case Kind::type:
      return {"expr.type_type", {}};
    case Kind::named:
    case Kind::parameter:
      return {"typing.type_named", {{"name", spell(type)}}};
    case Kind::dyn:
    case Kind::error:
    case Kind::variable:
      break;
  }
  return {"typing.type_dyn", {}};
}

}  // namespace onething::typing
