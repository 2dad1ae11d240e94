// SPDX-License-Identifier: Apache-2.0

#include "check/names/id_lists.h"

#include <utility>

namespace onething::check {

namespace {

class Lists {
 public:
  explicit Lists(std::vector<IdList>& out) : out_(out) {}

  template <typename Item>
  void add(const std::vector<Item>& items) {
    if (items.size() < 2) return;
    IdList list;
    list.reserve(items.size());
    for (const Item& item : items) list.push_back(&item.id);
    out_.push_back(std::move(list));
  }

  // No deeper than the document, which the reader bounds. The members of a
  // person are ours, not the author's.
  void add_fields(const std::vector<Field>& fields) {
    add(fields);
    for (const Field& field : fields) add_type(field.type);
  }

 private:
  void add_type(const Type& type) {
    add(type.options);
    for (const Type& element : type.element) add_type(element);
    if (type.kind == TypeKind::object) add_fields(type.fields);
  }

  std::vector<IdList>& out_;
};

}  // namespace

std::vector<IdList> id_lists(const Project& project) {
  std::vector<IdList> out;
  Lists lists(out);
  lists.add(project.departments);
  lists.add(project.workflows);
  for (const Department& department : project.departments) {
    lists.add_fields(department.holds);
    lists.add(department.services);
    for (const Service& service : department.services) {
      lists.add_fields(service.input);
      lists.add_fields(service.output);
    }
  }
  for (const Workflow& workflow : project.workflows) {
    lists.add_fields(workflow.form);
    lists.add(workflow.prefill);
    lists.add(workflow.materials);
    lists.add(workflow.steps);
  }
  return out;
}

}  // namespace onething::check
