// SPDX-License-Identifier: Apache-2.0
//
// Driving cases: calling departments for them until nothing more can be done
// without a person.
//
// The loop is one thread: collect what is owed, call, take in what came back,
// decide, store all of it in one transaction, and again.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "run/case_desk.h"
#include "run/fed_cases.h"

namespace onething::run {

// See Runner::work.
Status drive_fed(CaseDesk& desk, Connector* departments,
                 const RunnerOptions& options, ReadyFeed& feed,
                 std::size_t at_once);

// See Runner::drive. `departments` may be null only when nothing is owed.
Result<std::vector<CaseView>> drive(CaseDesk& desk, Connector* departments,
                                    const RunnerOptions& options,
                                    std::span<const CaseId> ids);

}  // namespace onething::run
