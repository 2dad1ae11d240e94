// SPDX-License-Identifier: Apache-2.0

#include "check/safety/environments.h"

namespace onething::check {

const Target* target_of(const Environment& environment,
                        std::string_view department) {
  const Target* others = nullptr;
  for (const Target& target : environment.targets) {
    if (target.department == department) return &target;
    if (target.department == "*") others = &target;
  }
  return others;
}

Arg department_arg(const Target& target) {
  if (target.department == "*")
    return {"department", Message{"check_safety.all_others", {}}};
  return {"department", target.department};
}

}  // namespace onething::check
