// SPDX-License-Identifier: Apache-2.0
//
// Notes in a file that take a finding off the list, with their reason:
//   uses: tax/x   # onething: ignore OT5102 because …
//   # onething: ignore OT5102, OT5204 原因：…        (for the next line)
//   # onething: ignore-file OT5501 because …
//
// Notes are checked themselves: without a reason, for a code that does not
// exist or may not be ignored, they do nothing and are findings; one that
// nothing needs is a warning.

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "onething/author.h"

namespace onething::author {

// Takes what the notes of `file` cover out of `diagnostics` and adds what is
// wrong with the notes. `was_looked_for`: whether a finding of this code would
// have been found, so that a note for it can be called unused.
void apply_notes(const Sources& sources, std::uint32_t file,
                 const std::function<bool(std::string_view)>& was_looked_for,
                 const std::vector<CodeEntry>& codes, Diagnostics& diagnostics);

}  // namespace onething::author
