// SPDX-License-Identifier: Apache-2.0
//
// What is legal YAML and yet not what its author meant: full-width signs where
// structure is written, text that a `#`, `*` or comma takes away, and scalars
// that YAML 1.1 and 1.2 read differently.
//
// Only places of structure are looked at: the same characters inside prose are
// right. What needs the syntax error itself to be found is in mend.h.

#pragma once

#include "yaml/reading.h"

namespace onething::yaml {

// Where a plain scalar stands.
struct ScalarPlace {
  Range range;  // In Reading::text.
  bool is_key = false;
  bool is_root = false;
  bool in_list = false;
  bool in_brackets = false;     // Directly inside [] or {}.
  bool is_on_own_line = false;  // Nothing but spaces stands before it.
};

void lint_plain(Reading& reading, const ScalarPlace& place, Findings& out);

// `range` spans the content lines of a `>` block and `indicator` is its sign.
void lint_folded(Reading& reading, std::size_t indicator, Range range,
                 Findings& out);

// A value was left out; `after` is the offset behind its key's colon.
void lint_missing_value(Reading& reading, std::size_t after, Findings& out);

}  // namespace onething::yaml
