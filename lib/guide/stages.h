// SPDX-License-Identifier: Apache-2.0
//
// The stages of life by which services are sorted, in their usual order:
// those of a business, then those of a person.
//
// A project may have stages of its own; they come after these.

#pragma once

#include <cstddef>
#include <string>

#include "onething/message.h"

namespace onething::guides {

// Its place in that order; what is not in it comes last.
std::size_t place_of_stage(const std::string& stage);

// In the reader's language where it is one of them.
std::string stage_in_words(const std::string& stage, Language language);

}  // namespace onething::guides
