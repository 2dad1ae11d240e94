// SPDX-License-Identifier: Apache-2.0
//
// `maturity`, `channels`, `guide` and hints of materials of a workflow, and
// `contact` of a department.
//
// Read while loading only for what is wrong with them: cases do not depend on
// them, so they are kept by whoever asks (onething/guidance.h).

#pragma once

#include "load/reading.h"
#include "onething/guidance.h"

namespace onething::load {

Guidance read_guidance(Reading& reading, const yaml::Node& workflow);
Contact read_contact(Reading& reading, const yaml::Node& department);
Contact read_contact_node(Reading& reading, const yaml::Node& node);

}  // namespace onething::load
