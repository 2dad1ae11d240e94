// SPDX-License-Identifier: Apache-2.0

#include "guide/stages.h"

#include <iterator>

namespace onething::guides {

namespace {

constexpr std::string_view kStages[] = {
    "guide.stage_entry",     "guide.stage_staff",    "guide.stage_taxes",
    "guide.stage_operation", "guide.stage_building", "guide.stage_exit",
    "guide.stage_birth",     "guide.stage_school",   "guide.stage_work",
    "guide.stage_living",    "guide.stage_home",     "guide.stage_travel",
    "guide.stage_health",    "guide.stage_relief",   "guide.stage_old_age",
    "guide.stage_after"};

}  // namespace

std::size_t place_of_stage(const std::string& stage) {
  std::size_t place = 0;
  for (const std::string_view key : kStages) {
    for (const Language language : {Language::zh, Language::en})
      if (stage == render({key, {}}, language)) return place;
    ++place;
  }
  return place;
}

std::string stage_in_words(const std::string& stage, Language language) {
  const std::size_t place = place_of_stage(stage);
  if (place == std::size(kStages)) return stage;
  return render({kStages[place], {}}, language);
}

}  // namespace onething::guides
