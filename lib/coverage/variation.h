// SPDX-License-Identifier: Apache-2.0
//
// Applications and answers that differ in what a condition can tell apart: an
// example, changed in one value, then in two.
//
// Makes scenarios that say nothing of what must come of them; whether one leads
// anywhere is found out by playing it.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "check/facts.h"
#include "onething/scenarios.h"

namespace onething::coverage {

class Variations {
 public:
  // Changes `base`, where there is one; else what is plausible. Both outlive
  // it.
  Variations(const check::WorkflowFacts& facts, const Scenario* base)
      : facts_(facts), base_(base) {}

  // What is done in the example is done too; else only the application is
  // handed in.
  Variations with_acts() const {
    Variations other = *this;
    other.keeps_acts_ = true;
    return other;
  }

  // Of what the formulas read, the unchanged one first; `max` at most.
  std::vector<Scenario> of(std::span<const Formula* const> formulas,
                           std::size_t max) const;
  // All conditions that decide whether a step acts, and what it must not change
  // up to there.
  std::vector<const Formula*> formulas_before(std::string_view step) const;

 private:
  // One value that can be chosen: of the form, of an answer, of the materials.
  struct Choice {
    std::string root;  // "form", "materials"; else the step.
    std::string path;
    Value value;
  };

  void add_choices(const Formula& formula,
                   std::vector<std::vector<Choice>>& out) const;
  bool make(std::span<const Choice* const> chosen, Scenario& out) const;
  void answer(const Choice& choice, Scenario& out) const;

  const check::WorkflowFacts& facts_;
  const Scenario* base_;
  bool keeps_acts_ = false;
};

// How a step answers, whatever was said of it before.
void set_answers(Scenario& scenario, const std::string& step,
                 std::vector<PlayedAnswer> answers, bool is_always);

}  // namespace onething::coverage
