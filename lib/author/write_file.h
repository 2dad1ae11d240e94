// SPDX-License-Identifier: Apache-2.0
//
// A file written whole or not at all.
//
// The new text goes to a file beside it, which then takes its place: a crash, a
// full disk or a reader at the wrong moment meets the old text or the new one.

#pragma once

#include <string>
#include <string_view>

#include "onething/result.h"

namespace onething::author {

// Keeps the mode of a file that is there, and the link where `path` is one.
// unavailable when it cannot be written; the old file is then as it was.
Status write_file(const std::string& path, std::string_view text);

}  // namespace onething::author
