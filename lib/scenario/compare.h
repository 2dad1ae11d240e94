// SPDX-License-Identifier: Apache-2.0
//
// What came of a scenario against what must: every difference, at the place in
// the file that says otherwise.
//
// Only what the file says is compared. Plays nothing.

#pragma once

#include <string_view>
#include <vector>

#include "onething/scenario_run.h"
#include "scenario/world.h"

namespace onething::scenario {

std::vector<Difference> differences(const Expectation& then,
                                    const World& world);

// "done", "skipped" …: one of step_standings().
std::string_view standing_of(const engine::StepState* step);

// Whether `found` is what was written: texts as they are printed, amounts by
// what they are worth, of objects the members that are written. Else where they
// differ, "owners.1.name", in `path`.
bool is_as_written(const Value& written, const Value* found, std::string& path);

}  // namespace onething::scenario
