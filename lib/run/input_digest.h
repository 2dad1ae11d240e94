// SPDX-License-Identifier: Apache-2.0
//
// The digest of what was handed in, by which a repetition is told from another
// application under the same key (CaseRow::input_digest).
//
// Who files for the applicant counts where somebody does.

#pragma once

#include <string>

#include "onething/load.h"

namespace onething::run {

std::string input_digest(const Application& application);

}  // namespace onething::run
