// SPDX-License-Identifier: Apache-2.0

#include "doctor/examine.h"

namespace onething {

std::vector<HealthLine> examine(const HealthQuestion& question) {
  doctor::Lines lines;
  const auto found = store_conditions(question.store);
  if (found) {
    doctor::look_at_library(found.value(), lines);
    doctor::look_at_files(found.value(), lines);
    doctor::look_at_inside(found.value(), lines);
  } else {
    lines.push_back({"store_address",
                     Health::warning,
                     question.store.empty() ? Message{"doctor.no_store", {}}
                                            : found.error().message,
                     {"doctor.no_store_help", {}}});
  }
  doctor::look_at_clock(question.now, found ? &found.value() : nullptr, lines);
  doctor::look_at_calendar(question.now, lines);
  doctor::look_at_time_zones(question.now, lines);
  if (question.project != nullptr) {
    doctor::look_at_secrets(*question.project, lines);
    doctor::look_at_people(*question.project, lines);
  }
  return lines;
}

}  // namespace onething
