// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/same_as.h"

#include "check/flow.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

std::vector<std::string_view> names_of(std::string_view path) {
  std::vector<std::string_view> names;
  while (true) {
    const std::size_t dot = path.find('.');
    names.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return names;
    path.remove_prefix(dot + 1);
  }
}

void look_up(const std::vector<Field>& fields, std::string_view path,
             SameAs& out) {
  const std::vector<std::string_view> names = names_of(path);
  std::vector<const Field*> found = find_path(fields, names);
  if (found.size() == names.size())
    out.fields = std::move(found);
  else
    out.candidates = model::field_ids(fields);
}

}  // namespace

SameAs resolve_same_as(const Project& project, const std::vector<Field>& own,
                       std::string_view text) {
  SameAs out;
  const std::size_t slash = text.find('/');
  out.names_department = slash != std::string_view::npos;
  if (!out.names_department) {
    look_up(own, text, out);
    return out;
  }
  out.department = project.find_department(text.substr(0, slash));
  if (out.department != nullptr) {
    look_up(out.department->holds, text.substr(slash + 1), out);
    return out;
  }
  for (const Department& department : project.departments)
    out.candidates.push_back(department.id.text);
  return out;
}

}  // namespace onething::check
