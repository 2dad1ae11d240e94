// SPDX-License-Identifier: Apache-2.0
//
// Which prefills, steps and promises of a workflow go together in one case, as
// far as their conditions say so for certain.
//
// Proven or nothing: what cannot be decided counts as possible. Reasons over
// the form's types; one thread at a time.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "check/facts.h"
#include "logic/reasoner.h"

namespace onething::check {

class CaseConditions {
 public:
  // `facts` outlive it.
  explicit CaseConditions(const WorkflowFacts& facts);

  bool never_together(const Step& a, const Step& b);
  // Whether the step never happens for those to whom the promise is made.
  bool never_for(const Step& step, std::size_t promise);

  // Nobody is left for this promise.
  bool never_made(std::size_t promise);
  // Somebody gets no promise, and then for certain; `witness()` says who.
  bool leaves_out_somebody();
  // "form.kind == sole, form.fast == false"
  std::string witness() const;

 private:
  // Somebody to whom this promise, and none before it, is made; of very many
  // promises, whatever those before it say.
  std::vector<logic::Claim> made(std::size_t promise);

  const Workflow& workflow_;
  logic::Reasoner reasoner_;
};

}  // namespace onething::check
