// SPDX-License-Identifier: Apache-2.0
//
// What an environment is for, and which department it reaches how.
//
// By names alone: no department is called, and whether an address may be
// called is host.h's affair.

#pragma once

#include <string_view>

#include "model/environments.h"
#include "onething/message.h"
#include "onething/workflow.h"

namespace onething::check {

using model::is_for_practice;
using model::is_for_real;

// The target for a department: its own, or the one of "*". Null when there is
// none.
const Target* target_of(const Environment& environment,
                        std::string_view department);

// The argument `department` of a message: its id, or words for "*".
Arg department_arg(const Target& target);

}  // namespace onething::check
