// SPDX-License-Identifier: Apache-2.0
//
// What is known about the paths that conditions read, such as `form.kind`:
// which values there can be, and when the path is there at all.
//
// The caller's part of reasoning: nothing here knows workflows, forms or steps.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "expr/ast.h"

namespace onething::logic {

// Root first: {"form", "operator", "name"}.
using Path = std::span<const std::string>;

// Which values a path can have.
struct Domain {
  enum class Kind : std::uint8_t {
    unknown,
    boolean,
    integer,
    number,
    money,
    date,
    instant,
    text,
    enumeration,  // One of `options`.
    other,        // Known, but nothing that is compared with constants.
  };
  Kind kind = Kind::unknown;
  std::vector<std::string> options;
  // Bounds of a number; of the size of a text or a list.
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
};

// When a path is there, given that what it is a member of is there.
struct Presence {
  enum class Kind : std::uint8_t {
    always,
    only_if,     // There only if all of `conditions` are true.
    exactly_if,  // There if and only if all of them are true.
  };
  Kind kind = Kind::only_if;
  std::vector<const expr::Ast*> conditions;  // Outlive the Reasoner.
};

struct Known {
  Domain domain;
  Presence presence;
};

using Knowledge = std::function<Known(Path)>;

}  // namespace onething::logic
