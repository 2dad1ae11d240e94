// SPDX-License-Identifier: Apache-2.0

#include "diag/family.h"

#include <array>
#include <utility>

namespace onething {

namespace {

struct Range {
  std::string_view prefix;
  std::string_view family;
};

// The first row that fits decides.
constexpr auto ranges = std::to_array<Range>({
    {"OT2108", "order"},
    {"OT0", "shape"},
    {"OT1", "shape"},
    {"OT20", "shape"},
    {"OT21", "names"},
    {"OT22", "form"},
    {"OT3", "types"},
    {"OT40", "order"},
    {"OT50", "once_only"},
    {"OT51", "privacy"},
    {"OT52", "time"},
    {"OT53", "law"},
    {"OT54", "safety"},
    {"OT55", "reform"},
    {"OT56", "people"},
    {"OT57", "soundness"},
    {"OT60", "notes"},
});

}  // namespace

std::string_view family_of(std::string_view code) {
  for (const Range& range : ranges)
    if (code.starts_with(range.prefix)) return range.family;
  return "shape";
}

}  // namespace onething
