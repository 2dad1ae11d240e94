// SPDX-License-Identifier: Apache-2.0
//
// What an applicant hands in, held against the form and the materials of a
// workflow: typed, and every defect reported at its place.
//
// For applications and scenarios; it reads no file.

#pragma once

#include <vector>

#include "load/reading.h"
#include "onething/value.h"

namespace onething::load {

struct HandedPart {
  Value raw;
  Span head;  // Where something that is nowhere is shown.
  // Where its members stand, the first that has one counts.
  std::vector<const yaml::Node*> nodes;
};

struct HandedIn {
  Value form;
  Value materials;
};

HandedIn check_handed_in(Reading& reading, const Workflow& workflow,
                         const HandedPart& form, const HandedPart& materials);

}  // namespace onething::load
