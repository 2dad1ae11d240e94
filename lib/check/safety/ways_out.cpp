// SPDX-License-Identifier: Apache-2.0

#include "check/safety/ways_out.h"

#include <algorithm>

namespace onething::check {

bool has_alternative(const Workflow& workflow, const Step& step) {
  return std::any_of(
      workflow.groups.begin(), workflow.groups.end(), [&](const Group& group) {
        const auto needed = static_cast<std::size_t>(group.join.needed);
        return needed > 0 && needed < group.steps.size() &&
               std::any_of(
                   group.steps.begin(), group.steps.end(),
                   [&](const Spelled& id) { return id.text == step.id.text; });
      });
}

}  // namespace onething::check
