// SPDX-License-Identifier: Apache-2.0
//
// The codes of codes.def as constants: `codes::tab.code` is "OT0003" and
// `codes::tab.severity` what it weighs. Other folders add their codes there,
// never here. The sentences that go with a code are Messages, not part of it.

#pragma once

#include <array>
#include <string_view>

#include "onething/diagnostic.h"

namespace onething {

struct Code {
  std::string_view code;
  std::string_view name;
  Severity severity = Severity::error;
};

namespace codes {

#define ONETHING_CODE(id, name, severity) \
  inline constexpr Code name{#id, #name, Severity::severity};
#include "diag/codes.def"
#undef ONETHING_CODE

inline constexpr auto all = std::to_array<Code>({
#define ONETHING_CODE(id, name, severity) name,
#include "diag/codes.def"
#undef ONETHING_CODE
});

}  // namespace codes
}  // namespace onething
