// SPDX-License-Identifier: Apache-2.0
//
// How a critical path is shown beside a limit that it does not fit: the path in
// words, and a label at every limit that it is made of.
//
// Whether it fits is for the checks to say.

#pragma once

#include "check/time/critical_path.h"
#include "onething/diagnostic.h"

namespace onething::check {

// "3wd": what the limit would have to be.
std::string needed(const CriticalPath& path);

// Labels at the limits, each with the sum so far.
void add_path_labels(const CriticalPath& path, Diagnostic& diagnostic);

}  // namespace onething::check
