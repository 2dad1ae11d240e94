// SPDX-License-Identifier: Apache-2.0
//
// Every `with:` and `keep:` of a workflow against the contract of its service:
// what will not conform when the step starts.
//
// Finds only; each kind of misfit is a check of its own.

#pragma once

#include <string>
#include <vector>

#include "check/types/fit.h"
#include "onething/workflow.h"

namespace onething::check {

class TypedWorkflow;

struct MappingMisfit {
  Misfit misfit;
  Span span;  // Of the part of the formula or the value that does not fit.
  const Step* step = nullptr;
  const Field* field = nullptr;  // Of the contract.
  bool is_keep = false;
  std::string text;  // The part, as written.
};

std::vector<MappingMisfit> mapping_misfits(TypedWorkflow& typed);

// The same of the outcome, for a contract whose service is a case of this
// workflow; with what the outcome lacks. `step` is null.
std::vector<MappingMisfit> outcome_misfits(TypedWorkflow& typed,
                                           const Service& contract);

}  // namespace onething::check
