// SPDX-License-Identifier: Apache-2.0
//
// Whether what a formula gives will conform to a declared type: the static
// side of model/conform.h, which decides at run time.
//
// Only what is certain to fail, or to fail for some values that a form lets
// through, is a misfit; of what nobody knows nothing is said.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "onething/message.h"
#include "onething/type.h"
#include "typing/types.h"

namespace onething::check {

struct Misfit {
  enum class Kind {
    type,        // Of a kind that is never accepted.
    conversion,  // Would need `function`, or is converted silently.
    absent,      // A member that is demanded may be absent.
    option,      // An option that the enumeration lacks.
    limit,       // Some values are beyond the limits.
  };
  Kind kind = Kind::type;
  std::string path;      // Below the value: ".id"; empty for itself.
  Message found;         // What is given: a noun.
  Message wanted;        // What is asked for: a noun.
  std::string function;  // money, date … for conversions, where there is one.
};

// By the type of the formula.
std::optional<Misfit> misfit(const typing::Types& types, typing::TypeId value,
                             const Type& wanted);

// By the limits, check digits and patterns of the declared type behind the
// value; the kinds are known to agree. `is_typed_in`: an applicant may write
// whatever the declared type lets through.
std::optional<Misfit> misfit(const Type& value, const Type& wanted,
                             bool is_typed_in);

}  // namespace onething::check
