// SPDX-License-Identifier: Apache-2.0

#include "allocator.h"

#ifdef ONETHING_MIMALLOC
#include <mimalloc.h>
#endif

namespace onething::cli {

void prefer_large_pages() {
#ifdef ONETHING_MIMALLOC
  mi_option_enable(mi_option_large_os_pages);
  mi_option_set(mi_option_eager_commit_delay, 0);
#endif
}

}  // namespace onething::cli
