// SPDX-License-Identifier: Apache-2.0
//
// Values that a formula needs and that may be absent when it is evaluated, with
// what makes them absent.
//
// Finds only. Where the engine itself gives absence a meaning, it is none: the
// condition of a form field or a promise that cannot be decided means "no".

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "logic/reasoner.h"
#include "onething/source.h"
#include "onething/workflow.h"

namespace onething::check {

class TypedWorkflow;

struct Absence {
  enum class Why {
    data,      // A field of a form or of an output, a material, a prefill.
    path,      // A step that runs on some paths only.
    no_output  // A step that may be refused or left out.
  };
  Why why = Why::data;
  std::size_t use = 0;  // Index into TypedWorkflow::uses.
  Span span;
  std::string path;      // What may be absent: "steps.bank".
  std::string guarded;   // As it could be read: "steps.?bank.number".
  std::size_t step = 0;  // The producing step, where it is one.
  // A state in which it is read without the step's having settled; unresolved
  // where the states have nothing to do with it.
  std::size_t state = unresolved;
  bool is_value = false;             // Read with value(), which needs a proof.
  logic::Reasoner::Witness example;  // When it is absent; may be empty.
};

std::vector<Absence> absences_of(TypedWorkflow& typed);

// `form.route = "cancel_and_set_up"`; empty when nothing is known.
std::string text_of(const logic::Reasoner::Witness& example);

}  // namespace onething::check
