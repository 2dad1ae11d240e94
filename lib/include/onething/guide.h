// SPDX-License-Identifier: Apache-2.0
//
// The guide for applicants (办事指南) and the one-time notice (一次性告知),
// from the workflow file.
//
// Says what the files say. An element that a guide must have and that nobody
// has written is said to be missing, never made up.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/plan.h"
#include "onething/result.h"

namespace onething {

struct GuideRequest {
  const Workflow* workflow = nullptr;
  bool is_notice = false;            // The one-time notice instead.
  const Profile* profile = nullptr;  // Notice: only what this applicant needs.
  bool has_picture = false;          // HTML only, where Graphviz is there.
  Date today;
};

struct Guide {
  std::string text;
  // Elements that are missing, and where to write them.
  std::vector<Message> missing;
};

// "markdown" or "html".
Guide write_guide(const LoadedProject& project, const GuideRequest& request,
                  std::string_view form, Language language);

}  // namespace onething
