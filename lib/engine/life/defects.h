// SPDX-License-Identifier: Apache-2.0
//
// Defects in the three forms in which the engine meets them: found by a type,
// listed by a department, kept in an event.
//
// Only translates; what follows from a defect is decided elsewhere.

#pragma once

#include <string>
#include <vector>

#include "model/conform.h"
#include "onething/command.h"
#include "onething/workflow.h"

namespace onething::engine {

// {"operator", "id"} as "operator.id".
std::string path_text(const std::vector<std::string>& path);

std::vector<CaseDefect> to_case_defects(
    const std::vector<model::Defect>& defects);

// The title of the form's field or the material that the path begins with;
// empty for any other.
std::string title_of_path(const std::string& path, const Workflow& workflow);

// A department's list; fields that the applicant knows get their titles.
// Elements that are not understood become defects with what they say.
std::vector<CaseDefect> read_defects(const List& listed,
                                     const Workflow& workflow);

}  // namespace onething::engine
