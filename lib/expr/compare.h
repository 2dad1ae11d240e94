// SPDX-License-Identifier: Apache-2.0
//
// Equality, order and looking up, as CEL defines them: numbers of all kinds on
// one line, everything else only with its own kind.
//
// Not the equality of Values (onething/value.h), which keeps kinds apart.
// Errors never come here: whoever calls has dealt with them.

#pragma once

#include <compare>
#include <optional>

#include "expr/evaluation.h"

namespace onething::expr {

// False for different kinds. Pays for every element it looks at.
bool equal(Evaluation& evaluation, const Cell& a, const Cell& b);

// Nothing when the two cannot be put in order; unordered for NaN.
std::optional<std::partial_ordering> order(const Cell& a, const Cell& b);

// The value under `key`, which may be any number that equals the key.
std::optional<Cell> find_in_map(Evaluation& evaluation, const Cell& map,
                                const Cell& key);

// A number that is whole and fits, whatever its kind.
std::optional<std::int64_t> whole_number(const Cell& cell);

// `target.name`, `target[key]`: the value or an error.
Cell select_field(Evaluation& evaluation, const Cell& target,
                  std::string_view name);
Cell index_into(Evaluation& evaluation, const Cell& target, const Cell& key);
// `target.?name`, `target[?key]`: an optional or an error.
Cell select_optional(Evaluation& evaluation, const Cell& target,
                     std::string_view name);
Cell index_optional(Evaluation& evaluation, const Cell& target,
                    const Cell& key);
// has(target.name).
Cell test_present(Evaluation& evaluation, const Cell& target,
                  std::string_view name);

}  // namespace onething::expr
