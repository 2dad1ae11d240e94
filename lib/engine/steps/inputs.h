// SPDX-License-Identifier: Apache-2.0
//
// What formulas say about one step of one case, now: whether it is wanted, over
// which elements it runs, what each run is given.
//
// Only computes; starting a step is start_steps.cpp. Where a formula fails or a
// value does not fit the contract, the answer is a Message that says so.

#pragma once

#include <array>
#include <variant>

#include "engine/definition.h"
#include "engine/draft.h"
#include "onething/message.h"

namespace onething::engine {

// What a formula may know of a case. `state` and `each` must outlive it. Where
// no formula reads `case`, that root may stay empty.
class Roots {
 public:
  Roots(const Definition& definition, const CaseState& state,
        const Value* each = nullptr, bool reads_case = true);
  // The pointers point into the object itself.
  Roots(const Roots&) = delete;
  Roots& operator=(const Roots&) = delete;

  expr::Bindings bindings() const { return {pointers_, calendar_}; }

 private:
  Value case_;
  std::array<const Value*, root_count> pointers_;
  const Calendar* calendar_;
};

// A condition over the case, as it is now.
std::variant<bool, Message> holds(const Draft& draft,
                                  const expr::Program& when);

std::variant<bool, Message> is_wanted(const Draft& draft, const StepPlan& plan);

// Whether a step that is done is to be done once more.
std::variant<bool, Message> is_repeated(const Draft& draft,
                                        const StepPlan& plan);

// The first promise that applies to this form. A condition that fails or is no
// yes or no does not apply: nobody was promised what nobody can read.
std::optional<Term> promised_to(const Draft& draft);

std::variant<List, Message> elements_of(const Draft& draft,
                                        const StepPlan& plan);

// Typed by the contract; `each` is null without for_each.
std::variant<Value, Message> input_of(const Draft& draft, const StepPlan& plan,
                                      const Value* each);

// Members by name, at every depth. A state that was read back from the log has
// its members so; what is sent must not depend on whether it was.
Value sorted(Value value);

// The element that a run is about; null for a step without for_each.
const Value* element_of(const StepState& step, std::int64_t iteration);

}  // namespace onething::engine
