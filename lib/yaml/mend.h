// SPDX-License-Identifier: Apache-2.0
//
// Mistypings that make the text unreadable: looked for only on the lines where
// parsing has failed, so that prose elsewhere is never suspected.
//
// Where the mend keeps the length it comes with a Patch, and the block can be
// read after all. What lint.h finds is legal YAML; this is not.

#pragma once

#include "yaml/reading.h"

namespace onething::yaml {

struct FailedBlock {
  Range range;
  SyntaxError error;
  Range innermost;  // The open bracket around the error; empty if none.
};

// Mistypings with patches on the first line of the block and around the error.
Findings mend_block(Reading& reading, const FailedBlock& block);

// One diagnostic that says in plain words why the block cannot be read.
Diagnostic explain(Reading& reading, const FailedBlock& block);

}  // namespace onething::yaml
