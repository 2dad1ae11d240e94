// SPDX-License-Identifier: Apache-2.0
//
// What a fuzz target says must hold: where it does not, the program stops, so
// that libFuzzer keeps the input.

#pragma once

#include <cstdlib>

namespace onething::testing {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace onething::testing
