// SPDX-License-Identifier: Apache-2.0
//
// Calls and answers in the words of both sides: the engine's and the
// departments'.
//
// A pure translation; when a call is made is decided in drive.cpp.

#pragma once

#include "engine/effects.h"
#include "onething/command.h"
#include "onething/connector.h"
#include "run/case_desk.h"

namespace onething::run {

Call to_call(const OpenCase& open, const engine::OwedCall& owed);

// `is_query`: it was asked about a call; what it does not know never came.
AnswerCall to_command(const Answer& answer, const RunName& run,
                      bool is_query = false);

// The intent was stored, and the process stopped before it was this call's
// turn. Left open, nobody could tell that it was never made.
AnswerCall never_made(const engine::OwedCall& owed);

}  // namespace onething::run
