// SPDX-License-Identifier: Apache-2.0
//
// What a form alone says about a step: whether it happens, over which elements,
// and what its service is given. What comes from departments is not known yet.
//
// The engine asks the same of a case that runs (engine/steps/inputs.h); here
// there is none.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/conform.h"
#include "onething/workflow.h"

namespace onething::guides {

struct GivenInput {
  const Field* field = nullptr;  // Of the service.
  Value value;                   // As the mapping says it, not yet typed.
};

// `known` is {form, prefill}. Nothing where a formula needs more, or fails.
std::optional<bool> happens(const Step& step, const Value& known);
// One for each run; a single null without for_each.
std::vector<Value> elements(const Step& step, const Value& known);
// Inputs that can be said; those that need more are left out.
std::vector<GivenInput> inputs(const Step& step, const Service& service,
                               const Value& known, const Value& element);

}  // namespace onething::guides
