// SPDX-License-Identifier: Apache-2.0
//
// What a workflow says about the paths of its formulas: the field behind a
// path, and when the path is there. For reasoning (logic/reasoner.h) and for
// checks that need more than a type: limits, check digits, options.
//
// Reads the model only.

#pragma once

#include <span>
#include <string_view>

#include "check/project_facts.h"
#include "logic/knowledge.h"

namespace onething::check {

// The declared type behind a path such as form.operator.id; null where there
// is none or it leads through a list.
const Type* declared_type(const ProjectFacts& project, const Workflow& workflow,
                          std::span<const std::string_view> path);

logic::Known known_of(const ProjectFacts& project, const Workflow& workflow,
                      logic::Path path);

}  // namespace onething::check
