// SPDX-License-Identifier: Apache-2.0
//
// The canonical layout of a YAML document: two columns a level, one space
// between parts, comments kept. Its rules are in docs/layout.md.
//
// Works on the text: lines are neither joined nor broken and values are never
// written anew, so that nothing changes but spaces and line ends. What cannot
// be read is left alone. Takes time linear in the text.

#pragma once

#include <string>
#include <string_view>

#include "onething/diagnostic.h"
#include "onething/source.h"

namespace onething::layout {

struct LaidOut {
  std::string text;         // As it is where it cannot be read.
  Diagnostics diagnostics;  // Of reading; with errors nothing was changed.
  bool is_canonical = false;
};

// Lays out sources.files[file]. Doing it again changes nothing.
LaidOut canonical_layout(const Sources& sources, std::uint32_t file);

// Whether two texts say the same: equal values, written in the same style, and
// equal comments in the same order. Both must be readable without errors.
bool says_the_same(std::string_view a, std::string_view b);

}  // namespace onething::layout
