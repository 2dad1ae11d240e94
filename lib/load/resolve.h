// SPDX-License-Identifier: Apache-2.0
//
// References between documents and between the parts of a workflow: services,
// departments, steps, form fields, materials. Fills the indices of the model
// and reports what does not exist, each thing once.
//
// Whether what exists also makes sense on every path is the business of checks.

#pragma once

#include <vector>

#include "load/reading.h"
#include "onething/load.h"

namespace onething::load {

// What is known of the files besides the model.
struct Evidence {
  std::vector<bool> damaged;             // By file: it has syntax errors.
  std::vector<std::vector<Read>> reads;  // By workflow: what formulas read.
  std::vector<Read> targets;             // Departments that environments name.

  bool is_damaged(const Span& span) const {
    return span.file < damaged.size() && damaged[span.file];
  }
};

void resolve(LoadedProject& loaded, const Evidence& evidence);

// The parts of it, in this order.
void resolve_duplicates(LoadedProject& loaded);
void resolve_departments(LoadedProject& loaded, const Evidence& evidence);
void resolve_services(LoadedProject& loaded, const Evidence& evidence);
void resolve_reads(LoadedProject& loaded, const Evidence& evidence);
// Unknown steps in `after` and steps that wait for each other.
void resolve_order(LoadedProject& loaded, const Evidence& evidence);

}  // namespace onething::load
