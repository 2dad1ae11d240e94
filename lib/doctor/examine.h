// SPDX-License-Identifier: Apache-2.0
//
// The parts of examine(), by what they look at. Each adds its lines and knows
// nothing of the others.

#pragma once

#include <vector>

#include "onething/doctor.h"
#include "onething/store_upkeep.h"

namespace onething::doctor {

using Lines = std::vector<HealthLine>;

void look_at_library(const StoreConditions& found, Lines& lines);
void look_at_files(const StoreConditions& found, Lines& lines);
void look_at_inside(const StoreConditions& found, Lines& lines);
// Against the system's own clock and what was stored last.
void look_at_clock(Instant now, const StoreConditions* found, Lines& lines);
void look_at_calendar(Instant now, Lines& lines);
void look_at_time_zones(Instant now, Lines& lines);
void look_at_secrets(const Project& project, Lines& lines);
void look_at_people(const Project& project, Lines& lines);

}  // namespace onething::doctor
