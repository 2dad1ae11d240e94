// SPDX-License-Identifier: Apache-2.0
//
// Stories of people who share work: tasks put back, handed over, delegated, and
// notes and files beside a case, in every state where that is possible.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "support/case_builder.h"

namespace onething::testing {

// People of a project that names them.
inline Actor person(std::string id, std::string department,
                    std::vector<Role> roles,
                    std::vector<std::string> posts = {}) {
  Actor actor{std::move(id), "", Channel::window};
  actor.standing =
      Standing{std::move(department), std::move(posts), std::move(roles), {}};
  return actor;
}

inline AttachFile file_of(std::string name, std::string digest = "aa") {
  return {std::move(name), digest, digest, 3, "text/plain"};
}

void add_people_stories(std::set<Tried>& tried);

}  // namespace onething::testing
