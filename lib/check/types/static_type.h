// SPDX-License-Identifier: Apache-2.0
//
// The types that authors declare, as types of formulas: what the roots `form`,
// `prefill`, `materials`, `steps` and `case` are in a workflow, and `input` in
// a sample.
//
// What conforming gives (model/conform.h) is what a formula sees: identifiers
// and files are texts, a limit is a term. Where loading failed the type is dyn.

#pragma once

#include <vector>

#include "check/project_facts.h"
#include "typing/types.h"

namespace onething::check {

typing::TypeId static_type(typing::Types& types, const Type& type);
typing::TypeId static_record(typing::Types& types,
                             const std::vector<Field>& fields);

typing::TypeId form_root(typing::Types& types, const Workflow& workflow);
typing::TypeId materials_root(typing::Types& types, const Workflow& workflow);
typing::TypeId steps_root(typing::Types& types, const ProjectFacts& project,
                          const Workflow& workflow,
                          const std::vector<Step>& steps);
typing::TypeId case_root(typing::Types& types);

// What the service returns is known: it is there and was read without errors.
const Service* readable_service(const ProjectFacts& project, const Step& step);

}  // namespace onething::check
