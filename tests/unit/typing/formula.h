// SPDX-License-Identifier: Apache-2.0
//
// A formula, checked against the types of a small form. For tests of typing/
// only.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "typing/check_types.h"

namespace onething::typing {

// A form as workflows have it:
//   name text, age int, rate number, capital money (may be absent),
//   born date, at time, limit term, kind enum company|sole, kept bool,
//   bank {number text, branch text (may be absent)} (may be absent),
//   permits [{code text, issuer text (may be absent), expires date}],
//   tags list of enum new|old, extra open record; and `any`, of which nobody
//   knows the type.
Environment form_environment(Types& types);

struct Judged {
  std::string type;  // As CEL spells it, or "syntax: …".
  std::vector<Mistake> mistakes;

  bool is_fine() const { return mistakes.empty(); }
};
Judged judge(std::string_view formula);
Judged judge(std::string_view formula, const Environment& environment,
             Types& types);

// "absent_used: form.capital may be absent" for each mistake, in lines.
std::string in_words(const Judged& judged);

// The word of the first mistake, such as "absent_used", or "fine".
std::string verdict(std::string_view formula);
// The part of `formula` at which its first mistake points.
std::string pointed_at(std::string_view formula);

}  // namespace onething::typing
