// SPDX-License-Identifier: Apache-2.0
//
// Every way into and out of taking back what was done, as stories: what the
// test of the table of transitions goes through.
//
// What an undo is sent and what becomes of it is in undo_test.cpp.

#pragma once

#include <set>

#include "support/case_builder.h"

namespace onething::testing {

void add_undo_stories(std::set<Tried>& tried);

// Endings that nobody wished for: by a state of the workflow's own, and because
// the time to correct has passed (ending_stories.cpp).
void add_ending_stories(std::set<Tried>& tried);

}  // namespace onething::testing
