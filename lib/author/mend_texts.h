// SPDX-License-Identifier: Apache-2.0
//
// The certain mends of a run, made in memory until none is left.
//
// Neither reads nor writes a document; mend_files and write_changes of author.h
// do that around it.

#pragma once

#include <vector>

#include "author/targets.h"
#include "onething/author.h"

namespace onething::author {

// Only files that were asked for change, and none that would read worse.
Result<std::vector<FileChange>> mend_texts(const CheckRequest& request,
                                           std::vector<ProjectTexts> targets);

}  // namespace onething::author
