// SPDX-License-Identifier: Apache-2.0
//
// Flows: which datum of a case may get into which input of which service, on
// any path. What only decides (a condition, a comparison) does not flow; what
// passes through a choice, a filter or a conversion does.
//
// Follows the declared types and never a value. What cannot be resolved has
// been reported by loading and is left out. Points into the Project.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.h"
#include "onething/workflow.h"

namespace onething::check {

enum class Root { form, prefill, materials, steps };

// A datum without members, by the way down to it: the fields of the form, or
// of what a prefill or step returns. A material has no fields.
struct Datum {
  Root root = Root::form;
  std::size_t owner = 0;  // Index of the prefill, material or step.
  std::vector<const Field*> fields;

  // `form.legal_rep.id`, as a formula writes it.
  std::string path(const Workflow& workflow) const;
  const Title& title(const Workflow& workflow) const;
  Sensitivity sensitivity() const;
};

struct Flow {
  Datum from;
  Span span;             // Where the formula reads it.
  bool in_text = false;  // In a text with `${…}` around it.
  // The receiver; no step and no fields for the outcome.
  bool to_prefill = false;
  std::size_t step = unresolved;
  const Field* input = nullptr;
  const Field* target = nullptr;  // `input` or the member of it that fits.
};

// The flows into prefills, then steps, then the outcome, in the file's order.
std::vector<Flow> flows_of(const Project& project, const Workflow& workflow);

// As careful as the most careful part.
Sensitivity highest_sensitivity(const Type& type);

// The members of a record, or of a list of records; empty for the rest.
const std::vector<Field>& members_of(const Type& type);

// The datum that a path names, below `root`'s owner; its last field may have
// members. Empty when there is none.
std::vector<const Field*> find_path(const std::vector<Field>& fields,
                                    std::span<const std::string_view> path);

}  // namespace onething::check
