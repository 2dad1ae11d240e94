// SPDX-License-Identifier: Apache-2.0
//
// The reform's figures as the workflow file itself gives them, to be set beside
// `before`: departments, steps, visits, materials, time, fields.
//
// Counted for the applicant, at most, over every route: automatic steps and
// pure notices are no steps for him, a second visit to one department at one
// time is no second visit, one of several kinds of a document is one document.
// Figures of cases that ran are not here; those come from the store.

#pragma once

#include <cstdint>
#include <optional>

#include "check/facts.h"

namespace onething::check {

struct AfterFigures {
  // That the applicant deals with: where he applies, and where people still
  // handle his case or expect him.
  std::int64_t departments = 0;
  std::int64_t departments_involved = 0;  // Those with a step or a prefill.
  std::int64_t steps = 0;  // The application, and what people still do.
  std::int64_t visits = 0;
  std::int64_t materials_min = 0;  // Asked of everybody.
  std::int64_t materials_max = 0;  // Asked of one applicant at most.
  std::optional<Term> time;        // The longest promise.
  std::int64_t fields = 0;         // Of the form, members counted singly.
  std::int64_t inputs = 0;         // That steps take from somebody …
  std::int64_t inputs_shared = 0;  // … and of these, from departments.
};

// Departments with a step or a prefill; two are enough to be a one-thing.
bool involves_several_departments(const WorkflowFacts& facts);

// Steps whose reference is unresolved are left out.
AfterFigures after_figures(const WorkflowFacts& facts);

// People handle the step, or it asks for a visit.
bool faces_applicant(const Service& service);

}  // namespace onething::check
