// SPDX-License-Identifier: Apache-2.0
//
// State and definition as people look at them (onething/case_view.h). Pure.

#pragma once

#include "engine/case_state.h"
#include "engine/definition.h"
#include "onething/case_view.h"

namespace onething::engine {

CaseView make_view(const Definition& definition, const CaseState& state);

// A stored failure as a Message again; the key must still be known, else a
// general text is used.
Message failure_message(const std::string& key, const Value& details);
// The other way, for events.
Value failure_details(const Message& message);

}  // namespace onething::engine
