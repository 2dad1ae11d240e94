// SPDX-License-Identifier: Apache-2.0
//
// An application looked at before it is handed in: every defect at once, of the
// form, of the materials, and of what departments would be given of it.
//
// Opens no case and calls nobody; what only a department knows it does not say.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/load.h"
#include "onething/result.h"

namespace onething {

struct PrecheckDefect {
  // Null where it is of the form or the materials themselves.
  const Step* step = nullptr;
  const Department* department = nullptr;
  const Diagnostic* found = nullptr;  // Of form or materials, with its place.
  Message message;
};

struct Precheck {
  LoadedApplication loaded;
  std::vector<PrecheckDefect> defects;
};

// The rules of a receipt: the same as for `run` and for a batch.
Result<Precheck> precheck(std::string_view path, const Project& project,
                          const Workflow& workflow);

}  // namespace onething
