// SPDX-License-Identifier: Apache-2.0
//
// Reading parts of a formula's tree: their text without regard to layout, the
// value of constant parts, the paths without which a part is an error.
//
// Trees only; nothing is decided here.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.h"
#include "onething/value.h"

namespace onething::logic {

// The same for two parts that differ in spaces, remarks or parentheses only.
std::string canonical_text(const expr::Ast& ast, expr::NodeIndex node);

// Whether no name stands in it, so that its value is always the same.
bool is_constant(const expr::Ast& ast, expr::NodeIndex node);

// The value of a constant part; nothing when it is none or fails.
std::optional<Value> constant_value(const expr::Ast& ast, expr::NodeIndex node);

// The names of a chain of fields read from a name, with `?` or without, root
// first; empty for anything else. They point into the tree.
std::vector<std::string_view> names_of(const expr::Ast& ast,
                                       expr::NodeIndex node);

// {"form", "kind"} when the part is a name and fields of it, read without `?`.
std::optional<std::vector<std::string>> plain_path(const expr::Ast& ast,
                                                   expr::NodeIndex node);
// The same when at least one field is read with `?`: an optional.
std::optional<std::vector<std::string>> optional_path(const expr::Ast& ast,
                                                      expr::NodeIndex node);

// Paths that are there wherever the part has a value.
std::vector<std::vector<std::string>> needed_paths(const expr::Ast& ast,
                                                   expr::NodeIndex node);

}  // namespace onething::logic
