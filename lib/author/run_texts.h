// SPDX-License-Identifier: Apache-2.0
//
// A whole run over texts that have been read: checks, notes, selection,
// baseline, and what of it was asked for.
//
// Asks no disk for documents, so that mends can be tried before they are
// written.

#pragma once

#include <vector>

#include "author/targets.h"
#include "onething/author.h"

namespace onething::author {

// The files of the run are those of `targets`, one project after the other.
Result<CheckRun> run_texts(const CheckRequest& request,
                           std::vector<ProjectTexts> targets);

}  // namespace onething::author
