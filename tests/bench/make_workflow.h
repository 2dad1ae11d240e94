// SPDX-License-Identifier: Apache-2.0
//
// A random workflow of a given size, of the kind that offices write: a step
// waits for one to three of those shortly before it, a third of the steps
// depends on what the applicant has said or on what an earlier step has found
// out, some may be refused without an end to the whole, some are people's.
//
// Not for tests of meaning: it loads without mistakes and may have findings.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "onething/diagnostic.h"

namespace onething::bench {

// The files of its project; the same for the same seed.
std::vector<SourceFile> make_workflow(unsigned seed, std::size_t steps);

}  // namespace onething::bench
