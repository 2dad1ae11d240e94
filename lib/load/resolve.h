// SPDX-License-Identifier: Apache-2.0
//
// References between documents and between the parts of a workflow: services,
// departments, steps, form fields, materials. Fills the indices of the model
// and reports what does not exist, each thing once.
//
// Whether what exists also makes sense on every path is the business of checks.

#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "load/reading.h"
#include "model/formula_uses.h"
#include "onething/load.h"
#include "onething/workers.h"

namespace onething::load {

// What is known of the files besides the model.
struct Evidence {
  std::vector<bool> damaged;     // By file: it has syntax errors.
  std::vector<Spelled> targets;  // Departments that environments name.
  // By workflow and what its steps say: the service as its region does it.
  std::map<std::pair<std::size_t, std::string>, std::size_t> regional;

  bool is_damaged(const Span& span) const {
    return span.file < damaged.size() && damaged[span.file];
  }
};

void resolve(LoadedProject& loaded, const Evidence& evidence, Workers& workers);

// The parts that concern the whole project, in this order.
void resolve_duplicates(LoadedProject& loaded);
void resolve_departments(LoadedProject& loaded, const Evidence& evidence);
void resolve_samples(LoadedProject& loaded, const Evidence& evidence);

// Workflows that services call: that they exist, and do not come back to
// themselves.
void resolve_calls(LoadedProject& loaded, const Evidence& evidence);

// Posts of people: that some task of their department has them.
void resolve_people(LoadedProject& loaded, const Evidence& evidence);

using FormulaUses = std::vector<model::FormulaUse>;

// The parts of one workflow, whose number is `index`: they touch nothing else
// of the project and report to `out`, so that workflows can be resolved side by
// side.
void resolve_services(LoadedProject& loaded, const Evidence& evidence,
                      std::size_t index, Diagnostics& out);
void resolve_reads(const LoadedProject& loaded, const Evidence& evidence,
                   std::size_t index, const FormulaUses& formulas,
                   Diagnostics& out);
// Unknown steps in `after` and steps that wait for each other.
void resolve_order(const LoadedProject& loaded, const Evidence& evidence,
                   std::size_t index, const FormulaUses& formulas,
                   Diagnostics& out);

}  // namespace onething::load
