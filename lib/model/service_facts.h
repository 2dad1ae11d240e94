// SPDX-License-Identifier: Apache-2.0
//
// What a service does to its department's records, as far as its contract
// says: whether it only looks, what takes it back, what stays if nothing does.
//
// Only the contract: whether a step of some workflow matters there is for
// checks to judge, whether it has been done is for the engine.

#pragma once

#include <optional>
#include <string_view>

#include "onething/workflow.h"

namespace onething::model {

// "GET", "PUT" …; POST where nothing is written. Not for a person.
std::string_view method_of(const Service& service);

// `reads_only: true`, or a GET, which may change nothing.
bool is_reading(const Service& service);

// The service of the same department that `undo` names; null without one, or
// when there is no such service.
const Service* undo_of(const Department& department, const Service& service);

// What is promised for this step: by itself, or by its service.
const std::optional<Limit>& promised_limit(const Step& step,
                                           const Service& service);

// Once it was done something is different there, and stays so: a notice or an
// opinion is past, a reading changed nothing. Of a person's work only what the
// law calls by a name that grants something.
bool leaves_something(const Service& service);

}  // namespace onething::model
