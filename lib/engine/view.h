// SPDX-License-Identifier: Apache-2.0
//
// State and definition as people look at them (onething/case_view.h).
//
// Pure and read only: nothing here is remembered, and masking personal values
// is left to whoever prints them.

#pragma once

#include "engine/case_state.h"
#include "engine/codec/stored_message.h"
#include "engine/definition.h"
#include "onething/case_view.h"

namespace onething::engine {

CaseView make_view(const Definition& definition, const CaseState& state);

}  // namespace onething::engine
