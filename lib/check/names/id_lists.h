// SPDX-License-Identifier: Apache-2.0
//
// Every list of ids that an author writes and a reader has to tell apart: the
// fields of a form, the steps of a workflow, the choices of a field …
//
// Names only: what stands behind an id is not looked at.

#pragma once

#include <vector>

#include "onething/workflow.h"

namespace onething::check {

using IdList = std::vector<const Spelled*>;

// Lists of one element are left out. They point into `project`.
std::vector<IdList> id_lists(const Project& project);

}  // namespace onething::check
