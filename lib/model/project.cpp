// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "onething/workflow.h"

namespace onething {

namespace {

template <typename T>
const T* find_by_id(const std::vector<T>& items, std::string_view id) {
  const auto found =
      std::find_if(items.begin(), items.end(),
                   [id](const T& item) { return item.id.text == id; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Department* Project::find_department(std::string_view id) const {
  return find_by_id(departments, id);
}

const Workflow* Project::find_workflow(std::string_view id) const {
  return find_by_id(workflows, id);
}

const Environment* Project::find_environment(std::string_view id) const {
  return find_by_id(file.environments, id);
}

const Department* Project::department_of(const ServiceRef& ref) const {
  return ref.department < departments.size() ? &departments[ref.department]
                                             : nullptr;
}

const Service* Project::service_of(const ServiceRef& ref) const {
  const Department* department = department_of(ref);
  if (department == nullptr || ref.service >= department->services.size())
    return nullptr;
  return &department->services[ref.service];
}

const Person* Project::find_person(std::string_view id) const {
  return find_by_id(file.people, id);
}

Standing standing_of(const Person& person) {
  Standing standing;
  standing.department = person.department.text;
  standing.roles = person.roles;
  standing.channels = person.channels;
  for (const Spelled& post : person.posts) standing.posts.push_back(post.text);
  return standing;
}

}  // namespace onething
