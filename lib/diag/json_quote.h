// SPDX-License-Identifier: Apache-2.0
//
// The JSON of places and texts that several output forms share.
//
// Only strings and regions: whole documents are put together by each form. Not
// value/, which this folder may not know.

#pragma once

#include <string>
#include <string_view>

#include "onething/source.h"

namespace onething::diag {

// With its quotes; U+FFFD for every byte above ASCII in a text that is not
// UTF-8 as a whole.
std::string quoted(std::string_view text);

// Empty for a file that does not exist.
std::string_view path_of(const Span& span, const Sources& sources);

}  // namespace onething::diag
