// SPDX-License-Identifier: Apache-2.0
//
// OT_ASSERT: a statement about our own code that holds in every build. When it
// does not, the program stops: exit code 4 through the handler that cli/ sets,
// else abort. Never for input, the world or a refused command.

#pragma once

namespace onething {

[[noreturn]] void assertion_failed(const char* condition, const char* file,
                                   int line);

}  // namespace onething

#define OT_ASSERT(condition)          \
  ((condition) ? static_cast<void>(0) \
               : ::onething::assertion_failed(#condition, __FILE__, __LINE__))
