// SPDX-License-Identifier: Apache-2.0
//
// Comments at the end of a line. Those of neighbouring lines that stood in one
// column stand in one column again; a comment alone keeps its distance.
//
// The text is printed without the spaces before them; they are put in when all
// columns are known.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onething::layout {

struct Remark {
  std::size_t at = 0;      // Where the comment begins in the printed text.
  std::size_t line = 0;    // In the printed text.
  std::size_t column = 0;  // Cells before it as it was written.
  std::size_t width = 0;   // Cells of its line before it, as printed.
  std::size_t gap = 0;     // Spaces before it as it was written.
  bool is_alone = false;   // On its line, under a remark in its column.
};

std::string place_remarks(std::string_view printed,
                          const std::vector<Remark>& remarks);

}  // namespace onething::layout
