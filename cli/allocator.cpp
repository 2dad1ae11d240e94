// SPDX-License-Identifier: Apache-2.0

#ifdef ONETHING_MIMALLOC
#include <mimalloc.h>

namespace {

// Sets two numbers and calls nothing.
void prefer_large_pages() {
  mi_option_enable(mi_option_large_os_pages);
  mi_option_set(mi_option_eager_commit_delay, 0);
}

// Before the constructors of all libraries, whose first allocation fixes how
// memory is had for good.
__attribute__((section(".preinit_array"),
               used)) void (*const begin)() = prefer_large_pages;

}  // namespace
#endif
