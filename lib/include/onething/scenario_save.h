// SPDX-License-Identifier: Apache-2.0
//
// What checking has found to go wrong, as scenarios: the story of a finding is
// written so that playing it comes to the same end.
//
// Writes no file. Every scenario that is given out has been played; one that
// does not come to where the finding says is left out, with the reason.

#pragma once

#include <string>
#include <vector>

#include "onething/load.h"
#include "onething/message.h"
#include "onething/time.h"

namespace onething {

struct SavedStories {
  std::string workflow;
  std::string text;              // A file of scenarios; empty: there are none.
  std::vector<std::string> ids;  // Of the scenarios in it.
  std::vector<Message> left_out;
};

// Of one workflow of a project that loaded without mistakes.
SavedStories save_stories(const LoadedProject& loaded, const Workflow& workflow,
                          Date today, Language language);

}  // namespace onething
