// SPDX-License-Identifier: Apache-2.0
//
// Two versions of a workflow beside each other, with what was found out about
// each and which of their names mean the same.
//
// Made by compare.cpp and read by one file for each area. Points into the
// projects, which outlive it; belongs to one thread.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "change/found.h"
#include "check/ground_facts.h"

namespace onething::change {

struct Side {
  Side(const LoadedProject& loaded, const Workflow& workflow, Date today);

  const Service* service_of(const Step& step) const {
    return project.service_of(step.uses);
  }

  const Project& project;
  const Workflow& workflow;
  check::ProjectFacts facts;
  check::GroundFacts ground;
};

// One of each; either may be null, never both.
struct StepPair {
  const Step* before = nullptr;
  const Step* after = nullptr;
  bool is_prefill = false;

  Spot spot() const;
};

struct Pair {
  const Side& before;
  const Side& after;
  Found& found;
  std::vector<StepPair> steps = {};
  // "steps.old" and "steps.new"; also "form.", where a field is renamed.
  std::vector<std::pair<std::string, std::string>> renamed = {};

  // A formula or a path of the earlier version, with the names of the later.
  std::string with_new_names(std::string text) const;
};

// Which belong together (matching.cpp): by name, else by what they do.
std::vector<StepPair> match_steps(const Side& before, const Side& after);

// A mapping or outcome as one text without regard to layout (wording.cpp).
std::string text_of(const Template& value);
std::string text_of(const Formula& formula);
std::string text_of(const Type& type);
std::string text_of(const std::optional<Limit>& limit);
std::string text_of(const std::vector<Spelled>& names);

// One file for each.
void compare_form(Pair& pair);
void compare_materials(Pair& pair);
void compare_sent(Pair& pair);
void compare_steps(Pair& pair);
void compare_groups(Pair& pair);
void compare_limits(Pair& pair);
void compare_states(Pair& pair);
void compare_people(Pair& pair);
void compare_outcome(Pair& pair);
void compare_services(Pair& pair);
void compare_words(Pair& pair);

}  // namespace onething::change
