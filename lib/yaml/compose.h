// SPDX-License-Identifier: Apache-2.0
//
// Events to nodes, for the whole text or one block of it. Checks limits,
// refuses what our documents do not have (aliases, anchors, tags, merge keys,
// duplicate and complex keys) and lets lint.h look at every scalar.
//
// It stops at the first syntax error and says where; going on after one is the
// work of recover.h.

#pragma once

#include <optional>

#include "yaml/reading.h"

namespace onething::yaml {

struct Composed {
  Node root;  // Complete only without an error.
  Findings findings;
  std::optional<SyntaxError> error;  // The byte counts in Reading::text.
  bool exceeds_limit = false;        // Said in `findings`; root is missing.
  std::size_t nodes = 0;
  Range innermost;  // On an error: the open bracket that it lies in, if any.
};

// `depth`: how many collections surround the block already.
Composed compose(Reading& reading, Range block, int depth);

// Later ones are dropped, with both places said.
void refuse_duplicate_keys(Node& mapping, Findings& out);

}  // namespace onething::yaml
