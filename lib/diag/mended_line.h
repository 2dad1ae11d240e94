// SPDX-License-Identifier: Apache-2.0
//
// What a line of a file becomes when a finding's edits are made.
//
// For showing only: the first line that changes, without the spaces at its
// ends. Making edits for good, with all the care that takes, is author/.

#pragma once

#include <string>

#include "onething/diagnostic.h"

namespace onething::diag {

// Empty without edits, or when they take the line away.
std::string first_mended_line(const Diagnostic& diagnostic,
                              const Sources& sources);

}  // namespace onething::diag
