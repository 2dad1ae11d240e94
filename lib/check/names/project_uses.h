// SPDX-License-Identifier: Apache-2.0
//
// Whether everything that could use a department or a service was read, and
// which departments are used.
//
// Calling something unused on half the evidence would be worse than silence.

#pragma once

#include <cstddef>

#include "check/facts.h"

namespace onething::check {

// All workflows were loaded, there are some, and none of the files is broken.
bool shows_every_use(const ProjectFacts& facts);

// A workflow uses one of its services, or names it as lead or as the one that
// takes over; or it holds data, which is of use by being known.
bool uses_department(const ProjectFacts& facts, std::size_t department);

}  // namespace onething::check
