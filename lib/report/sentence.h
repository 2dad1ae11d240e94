// SPDX-License-Identifier: Apache-2.0
//
// One event of a case as a sentence, for whoever has the events themselves; of
// a stored case they are report.h, tell_story.
//
// Steps and fields are named by their ids; no value of anybody's is told.

#pragma once

#include "engine/event.h"
#include "onething/message.h"

namespace onething::report {

Message sentence_of(const engine::Event& event);

}  // namespace onething::report
