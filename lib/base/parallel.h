// SPDX-License-Identifier: Apache-2.0
//
// The same work for many independent things, on all cores.
//
// Not a pool that stays and not for work that waits: threads live for one call.
// Each index is visited exactly once, in no particular order; whoever calls
// gives every index its own place for the answer, so that results do not depend
// on the order.

#pragma once

#include <cstddef>
#include <functional>

namespace onething {

// `jobs` threads at most, 0 for one per core; few indices stay on this thread.
void for_each_index(std::size_t count, unsigned jobs,
                    const std::function<void(std::size_t)>& work);

}  // namespace onething
