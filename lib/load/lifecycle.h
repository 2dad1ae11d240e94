// SPDX-License-Identifier: Apache-2.0
//
// What a workflow says about the life of a case: who accepts and delivers, the
// law's clocks, states of its own.
//
// Not the steps, and not what other documents say.

#pragma once

#include "load/keys.h"

namespace onething::load {

// {department: …, role: …}; `what` names it for people.
Office read_office(Reading& reading, const yaml::Node& node, Message what);

Clocks read_clocks(Reading& reading, const yaml::Node& node);

// `acceptance`, `delivery` and `states`; the steps have been read before.
void read_lifecycle(Reading& reading, const Keys& keys, Workflow& workflow);

}  // namespace onething::load
