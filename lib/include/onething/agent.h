// SPDX-License-Identifier: Apache-2.0
//
// Agent: who files for the applicant, and what was shown of that.
//
// Facts as they were handed in; whether they are enough is decided by
// engine/people/agents.cpp each time the agent acts.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "onething/time.h"

namespace onething {

struct Agent {
  std::string id;  // By which they act here: the name given with --as.
  std::string name;
  std::string certificate;  // Number of the document that was shown.
  // Ids of workflows and words of acts that the authority covers; where none
  // of a kind is named, it covers all of that kind.
  std::vector<std::string> scope;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;   // Its last day.
  std::string real_name;             // "passed", "failed", "not_done"
  std::optional<std::string> grade;  // 信用等级, such as "A".
};

}  // namespace onething
