// SPDX-License-Identifier: Apache-2.0
//
// From what a person names on the command line to the documents that have to be
// read, project by project.
//
// Reads names and bytes, understands no document. A file that is named is taken
// even when git ignores it; what is met in a folder or through a pattern is
// taken only when its project reads it and git does not ignore it.

#pragma once

#include <string>
#include <vector>

#include "onething/author.h"

namespace onething::author {

struct ProjectTexts {
  std::string root;               // Folder of onething.yaml.
  std::vector<SourceFile> files;  // Paths relative to it.
  std::vector<bool> asked;        // By file; the others are only needed.
  bool has_all_workflows = true;
};

Result<std::vector<ProjectTexts>> find_targets(const CheckRequest& request);

}  // namespace onething::author
