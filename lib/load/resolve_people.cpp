// SPDX-License-Identifier: Apache-2.0
//
// Whether the posts of people are posts that some task has.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "load/resolve.h"
#include "model/offices.h"

namespace onething::load {

namespace {

void add(std::vector<std::string_view>& posts, std::string_view post) {
  if (post.empty()) return;
  if (std::find(posts.begin(), posts.end(), post) == posts.end())
    posts.push_back(post);
}

std::string_view department_of(const Workflow& workflow, const Spelled& named) {
  return named.empty() ? workflow.lead.text : named.text;
}

// The roles that tasks of this department have.
std::vector<std::string_view> posts_of(const Project& project,
                                       std::string_view department) {
  std::vector<std::string_view> posts;
  if (const Department* found = project.find_department(department))
    for (const Service& service : found->services) add(posts, service.role);
  for (const Workflow& workflow : project.workflows) {
    for (const Office* office : model::offices(workflow))
      if (department_of(workflow, office->department) == department)
        add(posts, office->role);
    if (department_of(workflow, workflow.fallback_department) == department)
      add(posts, workflow.fallback_role);
  }
  return posts;
}

}  // namespace

void resolve_people(LoadedProject& loaded, const Evidence& evidence) {
  // What a damaged file says nobody knows.
  if (std::find(evidence.damaged.begin(), evidence.damaged.end(), true) !=
      evidence.damaged.end())
    return;
  Reading reading(loaded.sources, loaded.diagnostics);
  for (const Person& person : loaded.project.file.people) {
    const std::string& department = person.department.text;
    if (loaded.project.find_department(department) == nullptr) continue;
    const auto known = posts_of(loaded.project, department);
    for (const Spelled& post : person.posts) {
      if (std::find(known.begin(), known.end(), post.text) != known.end())
        continue;
      reading.report(codes::unknown_post, post.span,
                     {"load.unknown_post",
                      {{"post", post.text}, {"department", department}}},
                     {"load.expected_post", {}}, propose(post.text, known));
    }
  }
}

}  // namespace onething::load
