// SPDX-License-Identifier: Apache-2.0
//
// Small changes of a workflow that its author could have made by mistake.
//
// Lists them and makes them, on a copy of the workflow that was loaded anew;
// who notices is found out elsewhere.

#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "onething/message.h"
#include "onething/workflow.h"

namespace onething::coverage {

struct Mutant {
  std::string_view change;  // "negate_when" …
  Span span;
  Message text;
  // On the same workflow, loaded once more.
  std::function<void(Workflow& workflow)> make;
};

std::vector<Mutant> mutants_of(const Workflow& workflow);

}  // namespace onething::coverage
