// SPDX-License-Identifier: Apache-2.0
//
// Finding columns by their titles: which column of a table is which field of a
// form, where nobody has said so.
//
// A field is found by its id ("operator.id"), by its titles in both languages
// with those of the fields around it, or by its own title alone where no other
// field has the same. Spaces, marks and the width of letters do not matter.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/source.h"
#include "onething/workflow.h"

namespace onething::batch {

class ColumnFinder {
 public:
  ColumnFinder(const Workflow& workflow,
               const std::vector<std::string>& titles);

  Source field(const Field& field);
  Source material(const Material& material) const;
  // By a title as it was typed; nothing when there is none.
  std::optional<std::size_t> title(std::string_view title) const;

 private:
  // Names by which people may call a field, normal.
  using Names = std::vector<std::string>;
  Source find(const Field& field, const Names& around);
  Source members(const std::vector<Field>& fields, const Names& around);
  Source elements(const Type& element, const Names& names);
  std::optional<std::size_t> column(const Names& names) const;
  void count(const std::vector<Field>& fields);

  const std::vector<std::string>& titles_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::map<std::string, int, std::less<>> leaves_;  // How often a title comes.
};

}  // namespace onething::batch
