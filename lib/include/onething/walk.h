// SPDX-License-Identifier: Apache-2.0
//
// The applicant's way, walked (我陪群众走流程): what was asked of whoever
// walked it, beside what the file promises.
//
// Counts only; the questions are an Interview's, and no case is opened.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "onething/interview.h"
#include "onething/plan.h"

namespace onething {

struct Walk {
  std::size_t fields = 0;      // Answered and not taken back.
  std::size_t choices = 0;     // Of them, chosen and not written.
  std::size_t characters = 0;  // Written.
  std::size_t uploads = 0;
  std::size_t back = 0;      // Times that an answer was taken back.
  std::size_t mistakes = 0;  // Answers that were not taken.
  bool is_whole = false;     // Walked to the end.
  Value form;
  Value materials;

  void took(const Question& question, std::string_view answer);
  // Of what was taken last.
  void took_back(const Question& question, std::string_view answer);
};

struct WalkReport {
  const Plan* plan = nullptr;  // Of what was said.
  const Plan* file = nullptr;  // Of nobody in particular.
  const Walk* walk = nullptr;
};
// "text" or "json".
std::string walk_in(std::string_view form, const WalkReport& report,
                    Language language);

}  // namespace onething
