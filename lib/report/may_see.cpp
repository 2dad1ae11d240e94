// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "onething/privacy.h"

namespace onething {

bool may_see(const Actor& actor, std::span<const Person> people) {
  if (people.empty()) return true;
  return std::any_of(people.begin(), people.end(), [&](const Person& person) {
    return person.id.text == actor.id &&
           std::find(person.rights.begin(), person.rights.end(),
                     Right::see_personal) != person.rights.end();
  });
}

}  // namespace onething
