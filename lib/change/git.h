// SPDX-License-Identifier: Apache-2.0
//
// A project's documents as a revision of git has them.
//
// Runs the program `git`, which only reads; nothing is checked out and no hook
// runs.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/source.h"

namespace onething::change {

struct FilesAt {
  std::vector<SourceFile> files;  // Paths as seen from the project's folder.
  std::string inside;  // What was named, seen from there; empty: the folder.
};

// The project that governs `path` (a file or a folder) in `revision`; the path
// is seen from where we are or, as git has it, from the repository's root.
// unavailable without git or outside a repository; not_found for a revision,
// path or project that is not there.
Result<FilesAt> files_at(std::string_view revision, std::string_view path);

}  // namespace onething::change
