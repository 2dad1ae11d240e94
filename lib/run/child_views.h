// SPDX-License-Identifier: Apache-2.0
//
// The cases that act for another one, as whoever looks at that one sees them.
//
// Reads only; opening and answering is children.h.

#pragma once

#include <vector>

#include "onething/case_view.h"
#include "onething/store.h"
#include "run/definitions.h"

namespace onething::run {

// Those that are opened already.
Result<std::vector<ChildView>> children_of(Store& store,
                                           Definitions& definitions,
                                           const CaseView& view);

}  // namespace onething::run
