// SPDX-License-Identifier: Apache-2.0
//
// The comments of a YAML text, found without understanding the document, so
// that a broken file has comments too.
//
// Careful rather than complete: a `#` inside quotes or inside a block of text
// (`|`, `>`) is never taken for a comment.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/source.h"

namespace onething::author {

struct Comment {
  Position begin;         // Of the `#`.
  std::string_view text;  // Behind it, without spaces at the ends.
  bool is_alone = false;  // Nothing else stands on its line.
};

// Points into `text`.
std::vector<Comment> find_comments(std::string_view text);

}  // namespace onething::author
