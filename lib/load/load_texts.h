// SPDX-License-Identifier: Apache-2.0
//
// The same as load_texts of load.h, with threads that the caller has: for
// whoever loads, checks and loads again. What comes out does not depend on how
// many they are.

#pragma once

#include <vector>

#include "onething/load.h"
#include "onething/workers.h"

namespace onething::load {

LoadedProject load_texts(std::vector<SourceFile> files, Workers& workers);

}  // namespace onething::load
