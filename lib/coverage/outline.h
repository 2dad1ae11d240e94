// SPDX-License-Identifier: Apache-2.0
//
// Everything that a scenario can go through in one workflow: the items, and
// where each is to be marked when a case is looked through.
//
// Made once for each workflow; knows no scenario (sight.h looks at the cases).

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/facts.h"
#include "coverage/asked.h"
#include "coverage/reach.h"
#include "engine/case_state.h"
#include "onething/coverage.h"

namespace onething::coverage {

// An item that is none.
inline constexpr std::size_t nothing = static_cast<std::size_t>(-1);

struct Item {
  enum class Reach { yes, not_proved, no };
  CoverageItem shown;
  Reach reach = Reach::yes;
  MaybeSighting seen;
  const Formula* formula = nullptr;  // Of a condition, a list or a promise.
  std::string step;                  // "prefill.licence"; of what is a step's.
};

// Of a condition: its items.
struct Question {
  Asked asked;
  std::size_t is_true = nothing;
  std::size_t is_false = nothing;
  std::vector<std::pair<std::size_t, std::size_t>> parts;  // True and false.
};
// Index into Outline::questions; nothing: none.
using QuestionIndex = std::size_t;

struct DeadlineItems {
  std::size_t met = nothing;
  std::size_t missed = nothing;
};

struct StepItems {
  QuestionIndex when = nothing;
  QuestionIndex repeat = nothing;
  std::size_t empty = nothing;
  std::size_t some = nothing;
  std::size_t done = nothing;
  std::size_t returned = nothing;
  std::size_t refused = nothing;
  std::size_t failed = nothing;
  std::size_t skipped = nothing;
  DeadlineItems task, within;
};

struct MaterialItems {
  QuestionIndex when = nothing;
  std::map<std::string, std::size_t> kinds;  // Of `any_of`.
};

struct EventItems {
  std::size_t fired = nothing;
  QuestionIndex when = nothing;
  DeadlineItems time;
};

struct PromiseItems {
  QuestionIndex when = nothing;
  std::size_t applies = nothing;
};

struct Outline {
  // Outlive it.
  explicit Outline(const check::WorkflowFacts& of);

  const check::WorkflowFacts& facts;
  std::optional<coverage::Reach> reach;  // Where it was proved.
  std::vector<Item> items;
  std::vector<Question> questions;

  std::map<std::string, StepItems, std::less<>> steps;  // "prefill.licence"
  std::vector<QuestionIndex> fields;                    // As the form's,
  std::vector<MaterialItems> materials;                 // the materials',
  std::vector<PromiseItems> promises;                   // the promises',
  // and by state and event.
  std::map<std::string, std::map<std::string, EventItems>, std::less<>> states;
  std::map<engine::CaseStatus, std::size_t> statuses;
  std::map<std::string, DeadlineItems, std::less<>> clocks;  // "promise" …
};

}  // namespace onething::coverage
