// SPDX-License-Identifier: Apache-2.0
//
// A case half way, as people look at it; for tests of what is shown.

#pragma once

#include "onething/case_view.h"

namespace onething::testing {

inline Instant moment(std::string_view text) {
  return parse_instant(text).value_or(Instant{});
}

inline StepView step_view(std::string id, std::string status) {
  StepView step;
  step.title = {id + "步", id + " step"};
  step.id = std::move(id);
  step.department = "tax";
  step.department_title = {"税务局", "Tax bureau"};
  step.status = std::move(status);
  return step;
}

inline CaseView case_view() {
  CaseView view;
  view.id = {"case1"};
  view.project = "trial";
  view.workflow = "convert";
  view.title = {"个转企", "Conversion"};
  view.subject = "91370202MA3D000000";
  view.status = "processing";
  view.received_at = moment("2026-03-02T01:00:00Z");
  view.changed_at = moment("2026-03-02T02:00:00Z");
  view.length = 7;
  return view;
}

}  // namespace onething::testing
