// SPDX-License-Identifier: Apache-2.0
//
// What several checks ask of a whole project. Found out by facts.cpp; here only
// so that those who need no more than this need not know the rest of facts.h.
//
// Points into the Project, which outlives it; safe to share between threads.

#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "calendar/calendar.h"
#include "onething/diagnostic.h"
#include "onething/workflow.h"

namespace onething::check {

// A field that a department keeps: one of `holds`, or a file that a service
// gives out.
struct KeptField {
  const Department* department = nullptr;
  const Service* service = nullptr;  // Null for `holds`.
  const Field* field = nullptr;
};

struct ProjectFacts {
  const Project& project;
  const Sources& sources;
  const Calendar& calendar;
  Date today;                     // For calendars that end too early.
  std::vector<bool> broken;       // By file: loading reported an error.
  bool has_all_workflows = true;  // Not only those asked for were loaded.
  // [department][service]: how many steps and prefills use it.
  std::vector<std::vector<std::size_t>> uses;
  // What departments keep, by id and by title.
  std::unordered_map<std::string_view, std::vector<KeptField>> kept = {};
  // Services that are cases of a workflow, by its id.
  std::unordered_map<std::string_view, std::vector<const Service*>> served = {};

  bool is_broken(const Span& span) const {
    return span.file < broken.size() && broken[span.file];
  }
};

}  // namespace onething::check
