// SPDX-License-Identifier: Apache-2.0
//
// The look at the bytes before any parser sees them: size, encoding, characters
// that have no place in a file people read, directives and second documents.
//
// What is refused is blanked in the working copy, so that parsing can go on.

#pragma once

#include <optional>

#include "yaml/reading.h"

namespace onething::yaml {

// Why these bytes cannot be looked at as text at all.
std::optional<Diagnostic> refuse_bytes(std::uint32_t file,
                                       std::string_view bytes);

// Refused characters, directives and whatever follows the first document; and
// blank space without end, for which nothing is read at all.
Diagnostics prescan(Reading& reading);

}  // namespace onething::yaml
