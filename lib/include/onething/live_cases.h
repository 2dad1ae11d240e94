// SPDX-License-Identifier: Apache-2.0
//
// What would become of the cases that are open in a store, if they were moved
// to another version of their workflow now.
//
// Rehearses and explores; nothing is moved and nothing stored. Moving them asks
// the same questions (outlook.h, Runner::rehearse).

#pragma once

#include <span>
#include <string>
#include <vector>

#include "onething/change.h"
#include "onething/outlook.h"
#include "onething/runner.h"

namespace onething {

// Cases that stand alike in the same version of their workflow.
struct LivePosition {
  Prospect prospect = Prospect::safe;
  std::string definition;            // Content hash of the version they have.
  std::string status, place;         // As in the CaseView.
  std::vector<std::string> steps;    // "review with_person"; waiting ones not.
  std::vector<CaseDefect> problems;  // All that stands in the way: mapping.
  std::vector<CaseId> cases;
};

struct LiveCases {
  std::string definition;               // Of the version that was looked at.
  std::vector<LivePosition> positions;  // Worst first.

  std::size_t count(Prospect prospect) const;
  std::size_t count() const;
};

// `rows` are open cases of the workflow. Errors of the store are passed on.
Result<LiveCases> look_at_cases(Runner& runner, const LoadedProject& loaded,
                                const Workflow& workflow,
                                std::span<const CaseRow> rows,
                                const Migration& mapping, const Actor& actor,
                                Date today);

std::string live_text(const LiveCases& cases, Language language);
std::string live_markdown(const LiveCases& cases, Language language);
Object live_object(const LiveCases& cases, Language language);

}  // namespace onething
