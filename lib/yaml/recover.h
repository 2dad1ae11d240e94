// SPDX-License-Identifier: Apache-2.0
//
// Reading on after a syntax error: the text is split where keys and list items
// begin, and each block is read by itself, so that one slip hides nothing but
// its own block.
//
// A block that cannot be read keeps its key, with a value of kind `missing`, so
// that nobody need report it as absent.

#pragma once

#include "yaml/mend.h"
#include "yaml/reading.h"

namespace onething::yaml {

// `whole` is the text and its first error.
Node recover(Reading& reading, const FailedBlock& whole, Findings& out);

}  // namespace onething::yaml
