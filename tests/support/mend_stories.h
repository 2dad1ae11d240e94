// SPDX-License-Identifier: Apache-2.0
//
// Moving a case to another version and mending it, in every state in which that
// can be done, as stories: what the test of the table of transitions goes
// through.
//
// What fits and what a repair changes is in migrate_test.cpp and
// repair_test.cpp.

#pragma once

#include <set>

#include "support/case_builder.h"

namespace onething::testing {

void add_mend_stories(std::set<Tried>& tried);

}  // namespace onething::testing
