// SPDX-License-Identifier: Apache-2.0
//
// The version of the library and of the program, as in CMakeLists.txt.
//
// Not the version of any stored format: those are in store.h and
// docs/event_log.md.

#pragma once

namespace onething {

// "0.1.0"; lives for ever.
const char* version();

}  // namespace onething
