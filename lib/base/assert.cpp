// SPDX-License-Identifier: Apache-2.0

#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace onething {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "onething: internal error: %s:%d: %s\n", file, line,
               condition);
  // Not exit(): destructors may touch what is broken. 4 is "our bug".
  std::_Exit(4);
}

}  // namespace onething
