// SPDX-License-Identifier: Apache-2.0
//
// `pace:` of an environment: how fast a department is called, and when.
//
// What the words mean while calls are made is onething/pace.h.

#pragma once

#include "load/reading.h"

namespace onething::load {

Pace read_pace(Reading& reading, const yaml::Entry& entry);

}  // namespace onething::load
