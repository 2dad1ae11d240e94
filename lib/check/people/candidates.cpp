// SPDX-License-Identifier: Apache-2.0

#include "check/people/candidates.h"

#include <algorithm>

#include "onething/policy.h"

namespace onething::check {

namespace {

bool may_claim(const Person& person) {
  return std::any_of(person.roles.begin(), person.roles.end(), [](Role role) {
    return condition_of(role, Act::claim) != Condition::never;
  });
}

bool has_post(const Person& person, const std::string& post) {
  return person.posts.empty() || post.empty() ||
         std::any_of(person.posts.begin(), person.posts.end(),
                     [&](const Spelled& each) { return each.text == post; });
}

}  // namespace

bool is_by_person(const WorkflowFacts& facts, const Step& step) {
  const Service* service = facts.service_of(step);
  return service != nullptr && service->by == Performer::person;
}

std::vector<const Person*> candidates(const WorkflowFacts& facts,
                                      const Step& step) {
  std::vector<const Person*> found;
  if (!is_by_person(facts, step)) return found;
  const std::string& department = facts.department_of(step)->id.text;
  const std::string& post = facts.service_of(step)->role;
  for (const Person& person : facts.project.project.file.people)
    if (person.department.text == department && may_claim(person) &&
        has_post(person, post))
      found.push_back(&person);
  return found;
}

}  // namespace onething::check
