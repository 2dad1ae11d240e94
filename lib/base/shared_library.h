// SPDX-License-Identifier: Apache-2.0
//
// The functions of a shared library that is loaded when it is first needed, so
// that the program does not pay for it at every start.
//
// Whoever loads says which functions, and what it means when one is missing.

#pragma once

#include <dlfcn.h>

namespace onething {

// False when the library does not have it.
template <typename Function>
bool find_function(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

}  // namespace onething
