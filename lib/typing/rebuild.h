// SPDX-License-Identifier: Apache-2.0
//
// A type with other types inside, in one place for all who replace some of
// them: parameters of a declaration, variables that were found out.
//
// Not a walk: `change` decides whether it goes on inside. Bounded as deep as
// types are (limits.h).

#pragma once

#include <utility>
#include <vector>

#include "typing/types.h"

namespace onething::typing {

// The same kind of type, with `change(inner)` for each type inside; a type
// without content as it is.
template <typename Change>
TypeId rebuild(Types& types, TypeId type, const Change& change) {
  switch (types.kind(type)) {
    case Kind::list:
      return types.list(change(types.first(type)));
    case Kind::optional:
      return types.optional(change(types.first(type)));
    case Kind::type:
      return types.type_of(change(types.first(type)));
    case Kind::map: {
      const TypeId key = change(types.first(type));
      return types.map(key, change(types.second(type)));
    }
    case Kind::record: {
      const auto known = types.members(type);
      std::vector<Member> members(known.begin(), known.end());
      for (Member& member : members) member.type = change(member.type);
      return types.is_open(type) ? types.open_record(std::move(members))
                                 : types.record(std::move(members));
    }
    case Kind::named: {
      const auto known = types.arguments(type);
      std::vector<TypeId> arguments(known.begin(), known.end());
      for (TypeId& argument : arguments) argument = change(argument);
      return types.named(types.name(type), std::move(arguments));
    }
    default:
      return type;
  }
}

}  // namespace onething::typing
