// SPDX-License-Identifier: Apache-2.0
//
// What an environment is for, as far as its name says so.
//
// A name is a hint and no promise: what is neither is neither.

#pragma once

#include "onething/workflow.h"

namespace onething::model {

// "trial", "test", "staging" …
bool is_for_practice(const Environment& environment);
// "production" …
bool is_for_real(const Environment& environment);

}  // namespace onething::model
