// SPDX-License-Identifier: Apache-2.0
//
// One line of a source file as a terminal may show it, and where a span lies in
// it, counted in cells.
//
// Nothing of the file reaches the terminal raw: tabs become spaces, control,
// bidirectional and invisible characters their numbers. Long lines are cut
// around the span. Not for whole files, and without colour or frames.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "onething/source.h"

namespace onething::diag {

inline constexpr std::size_t excerpt_cells_max = 120;

struct Excerpt {
  std::string text;
  std::size_t first_cell = 0;  // Where the underline begins.
  std::size_t cells = 1;       // At least one.
};

// The line on which `span` begins; of a span over several lines the part on the
// first. Positions outside of `text` are moved to its end.
Excerpt excerpt_of(std::string_view text, const Span& span);

// Any text of a file inside a sentence: on one line, and without anything that
// would steer the terminal.
std::string harmless(std::string_view text);

}  // namespace onething::diag
