// SPDX-License-Identifier: Apache-2.0
//
// What is said of a mistyping, wherever it is found: in text that is legal YAML
// (lint.h) or where parsing has failed (mend.h). Each is one diagnostic with
// its certain mend as an edit.
//
// Finding them is not done here; ranges are those of Reading::text.

#pragma once

#include "yaml/reading.h"

namespace onething::yaml {

// How much of a text from the file is repeated in a sentence, in cells.
inline constexpr std::size_t kRepeatedCells = 40;

Diagnostic full_width_colon(Reading& reading, Range colon,
                            std::string_view key);
Diagnostic full_width_dash(Reading& reading, Range dash);
Diagnostic full_width_comma(Reading& reading, Range comma);
Diagnostic full_width_space(Reading& reading, Range space,
                            std::string replacement);

// `value` with its quotes.
Diagnostic curly_quotes(Reading& reading, Range value);

// Whether curly quotes stand around the whole text, and nowhere in it.
bool is_in_curly_quotes(std::string_view text);

}  // namespace onething::yaml
